using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Weights;

/// <summary>The named tensors of a safetensors file, or of several that an index joins.</summary>
public interface ISafetensors : IDisposable
{
    /// <summary>The file, or the index of the files.</summary>
    string Path { get; }

    /// <summary>The tensors by name.</summary>
    IReadOnlyDictionary<string, SafetensorsEntry> Entries { get; }

    /// <summary>A copy of one tensor, on the CPU, in the file's dtype.</summary>
    /// <exception cref="SafetensorsException">There is no such tensor, or the file has become shorter.</exception>
    Tensor Read(string name);

    /// <summary>
    /// One tensor, on the CPU, in the file's dtype, that lies in a mapping of the file where its place is aligned to its element size, and is a
    /// copy where it is not. It may be written to: that changes neither the file nor what others see of it. It outlives this object and, on
    /// Unix, the file's name; but a file whose bytes are changed or cut off in place while it is mapped takes the process with it, so
    /// replace files by renaming, as <see cref="SafetensorsWriter"/> does.
    /// </summary>
    /// <exception cref="SafetensorsException">There is no such tensor, or the file has become shorter.</exception>
    Tensor Map(string name);

    /// <summary>Opens a safetensors file, or an index of several (<c>*.json</c>).</summary>
    /// <exception cref="SafetensorsException">A file is not well-formed, or the files and their index do not agree.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    static ISafetensors Open(string path) =>
        string.Equals(System.IO.Path.GetExtension(path), ".json", StringComparison.OrdinalIgnoreCase) ? ShardedSafetensors.Open(path) : SafetensorsFile.Open(path);
}
