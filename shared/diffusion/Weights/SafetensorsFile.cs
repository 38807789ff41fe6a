using System.IO.MemoryMappedFiles;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Weights;

/// <summary>A safetensors file, mapped into memory: opening reads the header only, a tensor's bytes are read when it is asked for.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly SafetensorsHeader _header;

    private SafetensorsFile(string path, SafetensorsHeader header, MemoryMappedFile map)
    {
        Path = path;
        _header = header;
        _map = map;
        _view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    public string Path { get; }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries => _header.Entries;

    /// <summary>The free-form strings of <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <exception cref="SafetensorsException">The file is not a well-formed safetensors file.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            var header = SafetensorsHeader.Read(path, stream);
            var map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            return new(path, header, map);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>A copy of one tensor, on the CPU, in the file's dtype.</summary>
    /// <exception cref="SafetensorsException">There is no such tensor, or it has 2 GiB or more.</exception>
    public Tensor Read(string name)
    {
        if (!Entries.TryGetValue(name, out var entry))
            throw new SafetensorsException(Path, name, "not in the file.");
        var tensor = empty([.. entry.Shape], entry.Dtype, CPU);
        ReadInto(entry, tensor);
        return tensor;
    }

    /// <summary>Reads every tensor.</summary>
    public Dictionary<string, Tensor> ReadAll() => Entries.Keys.ToDictionary(k => k, Read, StringComparer.Ordinal);

    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
    }

    /// <summary>Reads one tensor's bytes into a contiguous CPU tensor of its dtype and shape.</summary>
    internal void ReadInto(SafetensorsEntry entry, Tensor target)
    {
        if (entry.Length > int.MaxValue)
            throw new SafetensorsException(Path, entry.Name, $"it has {entry.Length} bytes; 2 GiB and more are not supported.");
        if (entry.Length > 0)
            _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(_view.PointerOffset + entry.Offset), target.bytes);
    }
}
