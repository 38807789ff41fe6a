using System.Runtime.CompilerServices;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.Storage.Blobs;
using InstructEngine.TrainerService.Datasets;
using InstructEngine.TrainerService.Local;

namespace InstructEngine.Cli.Datasets.Source;

/// <summary>A run's dataset where it lies: the manifest, the images, and the run's records where they are beside it. Pairs are read as they are asked for.</summary>
internal sealed class DatasetSource : IDisposable
{
    /// <summary>Pairs whose images are read at once.</summary>
    private const int Ahead = 32;

    private const string DatasetName = "dataset";

    private readonly string _manifest;
    private readonly DatasetFolderBlobs _images;

    private DatasetSource(string folder, DatasetScan scan, RunRecords? records)
    {
        (Folder, Scan, Records) = (folder, scan, records);
        _manifest = ManifestOf(folder);
        _images = new DatasetFolderBlobs(folder);
    }

    /// <summary>The folder of the manifest.</summary>
    public string Folder { get; }

    public DatasetScan Scan { get; }

    /// <summary>Null where only the dataset is there.</summary>
    public RunRecords? Records { get; }

    public static bool IsAt(string path) => File.Exists(ManifestOf(path)) || File.Exists(ManifestOf(Path.Combine(path, DatasetName)));

    /// <param name="option">The option that named the path, for messages.</param>
    /// <exception cref="CommandFailure">There is no dataset, or its manifest cannot be used.</exception>
    public static async Task<DatasetSource> OpenAsync(string path, string option, CancellationToken cancellationToken)
    {
        if (!IsAt(path))
        {
            throw Fault(
                File.Exists(Path.Combine(path, RunRecords.DatabaseName))
                    ? $"{option} is '{path}', a run without a dataset. Run it again, to its dataset at least: instructengine run --until dataset, or without --until."
                    : $"{option} is '{path}', where there is no {DatasetFolderBlobs.ManifestName}. Name a run's folder, or its dataset folder.");
        }

        var isDataset = File.Exists(ManifestOf(path));
        var folder = isDataset ? path : Path.Combine(path, DatasetName);
        var scan = await ScanAsync(folder, option, cancellationToken);
        var records = isDataset ? null : await RunRecords.OpenAsync(path, cancellationToken);
        if (records?.DatasetHash is not { } announced || announced == scan.Hash)
            return new DatasetSource(folder, scan, records);

        records.Dispose();
        throw Fault(
            $"{option}: {ManifestOf(folder)} is not the manifest of the run: its hash is {scan.Hash}, the run's {announced}. "
            + "Delete the dataset folder and summary.json and run again: they are written anew from the run's stores.");
    }

    /// <summary>The pairs in the manifest's order, their images checked against their hashes.</summary>
    /// <exception cref="CommandFailure">An image is missing or damaged.</exception>
    public async IAsyncEnumerable<DatasetPair> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var lines in ManifestFile.Read(_manifest).Chunk(Ahead))
        {
            foreach (var pair in await Task.WhenAll(lines.Select(line => ReadAsync(line, cancellationToken))))
                yield return pair;
        }
    }

    public void Dispose() => Records?.Dispose();

    private async Task<DatasetPair> ReadAsync(ManifestLine line, CancellationToken cancellationToken)
    {
        try
        {
            var preferred = await _images.ReadAsync(line.PreferredImage.Blob, cancellationToken);
            var dispreferred = await _images.ReadAsync(line.DispreferredImage.Blob, cancellationToken);
            return new DatasetPair(line, preferred, dispreferred, Records is null ? PairLineage.Unknown : await Records.FindAsync(line, cancellationToken));
        }
        catch (Exception exception) when (exception is BlobNotFoundException or BlobCorruptException)
        {
            throw Fault($"Pair {line.TripleId} of {Folder} cannot be read: {exception.Message}", exception);
        }
    }

    private static async Task<DatasetScan> ScanAsync(string folder, string option, CancellationToken cancellationToken)
    {
        try
        {
            return await DatasetScan.OfAsync(ManifestOf(folder), cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw Fault($"{option}: {ManifestOf(folder)} cannot be used: {exception.Message}", exception);
        }
    }

    private static string ManifestOf(string folder) => Path.Combine(folder, DatasetFolderBlobs.ManifestName);

    private static CommandFailure Fault(string message, Exception? inner = null) => new(ExitCodes.Usage, message, inner);
}
