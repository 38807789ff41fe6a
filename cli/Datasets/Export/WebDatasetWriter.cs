using System.Formats.Tar;
using System.Text;

namespace InstructEngine.Cli.Datasets.Export;

/// <summary>WebDataset: tar files in which the members of one row follow each other under one key: both images, the instruction, and the row's values.</summary>
/// <param name="folder">Gets 00000.tar and so on.</param>
internal sealed class WebDatasetWriter(string folder) : IDatasetWriter
{
    private const long MostFileBytes = 256 << 20;
    private TarWriter? _writer;
    private FileStream? _stream;
    private int _files, _rows;

    public async Task WriteAsync(ExportRow row, CancellationToken cancellationToken)
    {
        var writer = _writer ??= Open();
        var key = $"{_rows++:D9}";
        await AddAsync(writer, $"{key}.jpg_0.png", row.Image0.Png, cancellationToken);
        await AddAsync(writer, $"{key}.jpg_1.png", row.Image1.Png, cancellationToken);
        await AddAsync(writer, $"{key}.txt", Encoding.UTF8.GetBytes(row.Caption), cancellationToken);
        await AddAsync(writer, $"{key}.json", RowJson.Write(row), cancellationToken);
        if (_stream!.Position >= MostFileBytes)
            await CloseAsync();
    }

    public Task CompleteAsync(CancellationToken cancellationToken) => CloseAsync();

    public async ValueTask DisposeAsync() => await CloseAsync();

    /// <summary>Nothing of the machine or the hour is in an entry.</summary>
    private static async Task AddAsync(TarWriter writer, string name, byte[] content, CancellationToken cancellationToken)
    {
        using var data = new MemoryStream(content);
        await writer.WriteEntryAsync(
            new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = data,
                ModificationTime = DateTimeOffset.UnixEpoch,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            },
            cancellationToken);
    }

    private TarWriter Open()
    {
        Directory.CreateDirectory(folder);
        _stream = new FileStream(Path.Combine(folder, $"{_files++:D5}.tar"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        return new TarWriter(_stream, TarEntryFormat.Ustar, leaveOpen: true);
    }

    private async Task CloseAsync()
    {
        if (_writer is { } writer)
        {
            _writer = null;
            await writer.DisposeAsync();
        }

        if (_stream is { } stream)
        {
            _stream = null;
            await stream.DisposeAsync();
        }
    }
}
