using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Weights;

/// <summary>A safetensors file: opening reads the header only, a tensor's bytes are mapped or read when it is asked for.</summary>
public sealed class SafetensorsFile : ISafetensors
{
    private readonly FileStream _stream;
    private readonly SafetensorsHeader _header;
    private readonly FileMapping _mapping;

    private SafetensorsFile(string path, FileStream stream, SafetensorsHeader header)
    {
        Path = path;
        _stream = stream;
        _header = header;
        _mapping = new(path, stream.SafeFileHandle, header.FileLength);
    }

    public string Path { get; }

    /// <inheritdoc/>
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
            return new(path, stream, SafetensorsHeader.Read(path, stream));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Tensor Read(string name)
    {
        var entry = Entry(name);
        var tensor = empty([.. entry.Shape], entry.Dtype, CPU);
        TensorBytes.InPieces(tensor, (offset, bytes) => ReadExactly(entry, entry.Offset + offset, bytes));
        return tensor;
    }

    /// <inheritdoc/>
    public Tensor Map(string name)
    {
        var entry = Entry(name);
        if (RandomAccess.GetLength(_stream.SafeFileHandle) < _header.FileLength)
            throw CutOff(entry);
        return _mapping.TryView(entry) ?? Read(name);
    }

    /// <summary>Reads every tensor.</summary>
    public Dictionary<string, Tensor> ReadAll() => Entries.Keys.ToDictionary(k => k, Read, StringComparer.Ordinal);

    public void Dispose()
    {
        _mapping.Dispose();
        _stream.Dispose();
    }

    private SafetensorsEntry Entry(string name) => Entries.TryGetValue(name, out var entry) ? entry : throw new SafetensorsException(Path, name, "not in the file.");

    private void ReadExactly(SafetensorsEntry entry, long at, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var count = RandomAccess.Read(_stream.SafeFileHandle, bytes, at);
            if (count == 0)
                throw CutOff(entry);
            at += count;
            bytes = bytes[count..];
        }
    }

    private SafetensorsException CutOff(SafetensorsEntry entry) => new(Path, entry.Name, $"the file had {_header.FileLength} bytes when it was opened, but has become shorter.");
}
