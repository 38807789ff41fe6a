using InstructEngine.Cli.Datasets.Source;
using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Generation;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.PreferenceData;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.TrainerService.Datasets;
using InstructEngine.TrainerService.Local;

namespace InstructEngine.Cli.Datasets.Import;

/// <summary>Makes a dataset's folder of Parquet files: of Pick-a-Pic or another with its columns, or of our own export. The folder is there whole or not at all.</summary>
internal static class DatasetImport
{
    private const string Stage = "import";

    /// <param name="size">What the images are scaled and cut to; null leaves them as they are.</param>
    /// <exception cref="CommandFailure">There is no such data, no row of it is a pair, or the folder cannot be written.</exception>
    public static async Task<ImportResult> RunAsync(
        string from, string path, ImageSize? size, int? maxPairs, Action<IReadOnlyList<StageProgress>> show, CancellationToken cancellationToken)
    {
        var source = await PreferenceSource.FindAsync(from, cancellationToken, "--from");
        if (source.Folder is not null)
            throw new CommandFailure(ExitCodes.Usage, $"--from is '{from}', a dataset's folder already: train, export and dataset audit use it where it lies. Name a Parquet file or a folder of them.");

        using var folder = FreshFolder.Begin(path);
        FreeSpace.EnsureEnough(folder.Path, source.Parquet.Sum(file => new FileInfo(file).Length), "the import");
        var import = new ParquetImport(source, size, maxPairs, folder.Path);
        var record = await import.RunAsync(rows => show([new StageProgress(Stage, rows, source.Rows, "rows", null, StageState.Running)]), cancellationToken);
        var leftOut = new CheckedManifest([], record.Bad);
        if (import.Lines.Count == 0)
            throw new CommandFailure(ExitCodes.Usage, $"No row of {from} is a pair to learn from. All {record.Rows} are bad: {leftOut.Told()}.");

        var hash = await ManifestFile.HashAsync(Path.Combine(folder.Path, DatasetFolderBlobs.ManifestName), cancellationToken);
        folder.Complete();
        show([new StageProgress(Stage, record.Rows, record.Rows, "rows", record.Bad.Count == 0 ? null : $"{record.Bad.Count} left out", StageState.Completed)]);
        return new ImportResult(path, record.Rows, import.Lines.Count, leftOut.Counts, hash);
    }
}
