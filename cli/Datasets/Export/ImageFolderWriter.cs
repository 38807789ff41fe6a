namespace InstructEngine.Cli.Datasets.Export;

/// <summary>Images as files, each once and named by its hash, and a line of <c>metadata.jsonl</c> for each row, as datasets' ImageFolder reads it.</summary>
internal sealed class ImageFolderWriter(string folder) : IDatasetWriter
{
    public const string ImagesName = "images";
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private FileStream? _metadata;

    public async Task WriteAsync(ExportRow row, CancellationToken cancellationToken)
    {
        _metadata ??= Open();
        var first = await KeepAsync(row.Image0, cancellationToken);
        var second = await KeepAsync(row.Image1, cancellationToken);
        await _metadata.WriteAsync(RowJson.Write(row, ("jpg_0_file_name", first), ("jpg_1_file_name", second)), cancellationToken);
        _metadata.WriteByte((byte)'\n');
    }

    public async Task CompleteAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_metadata is { } metadata)
        {
            _metadata = null;
            await metadata.DisposeAsync();
        }
    }

    /// <returns>Its path beside the metadata.</returns>
    private async Task<string> KeepAsync(ExportImage image, CancellationToken cancellationToken)
    {
        // A folder of its own for each first two digits: some programs are slow with many thousands in one.
        var (hash, parts) = (image.Image.Sha256, image.Image.Sha256[..2]);
        if (_written.Add(hash))
        {
            Directory.CreateDirectory(Path.Combine(folder, ImagesName, parts));
            await File.WriteAllBytesAsync(Path.Combine(folder, ImagesName, parts, hash + ".png"), image.Png, cancellationToken);
        }

        return $"{ImagesName}/{parts}/{hash}.png";
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(folder);
        return new FileStream(Path.Combine(folder, "metadata.jsonl"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
    }
}
