using System.Text.Json;
using InstructEngine.Storage;

namespace InstructEngine.TrainerService.Datasets;

/// <summary>A manifest that is written line by line into a temporary file: millions of pairs need no memory.</summary>
internal sealed class ManifestWriter : IDisposable
{
    private const int Buffer = 1 << 16;

    private readonly FileStream _file = new(
        Path.Combine(Path.GetTempPath(), $"instructengine-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.DeleteOnClose);

    private string _last = "";

    public int Lines { get; private set; }

    /// <param name="line">In ordinal order of the triple ids.</param>
    /// <exception cref="InvalidOperationException">It is out of order.</exception>
    public void Add(ManifestLine line)
    {
        if (string.CompareOrdinal(_last, line.TripleId) >= 0)
        {
            throw new InvalidOperationException($"Triple {line.TripleId} comes after {_last}: a manifest is in ordinal order.");
        }

        JsonSerializer.Serialize(_file, line, StorageJson.Options);
        _file.WriteByte((byte)'\n');
        (_last, Lines) = (line.TripleId, Lines + 1);
    }

    /// <returns>The manifest from its start; it ends with this object.</returns>
    public Stream Rewind()
    {
        _file.Position = 0;
        return _file;
    }

    public void Dispose() => _file.Dispose();
}
