namespace InstructEngine.Cli.Datasets.Export;

/// <summary>Writes the rows of one split in one of the formats, file after file, holding no more than a part of a file in memory.</summary>
internal interface IDatasetWriter : IAsyncDisposable
{
    Task WriteAsync(ExportRow row, CancellationToken cancellationToken);

    /// <summary>Writes what is still held. Without it, the last file is not whole.</summary>
    Task CompleteAsync(CancellationToken cancellationToken);
}
