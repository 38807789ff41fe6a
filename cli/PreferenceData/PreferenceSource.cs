using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.Storage.Content;
using InstructEngine.TrainerService.Datasets;
using InstructEngine.TrainerService.Local;

namespace InstructEngine.Cli.PreferenceData;

/// <summary>Where preference pairs are, found out before any of them is read.</summary>
/// <param name="Folder">A dataset's folder, read where it lies; null for Parquet.</param>
/// <param name="Parquet">Parquet files in ordinal order; empty for a dataset's folder.</param>
/// <param name="Rows">Of the Parquet files.</param>
/// <param name="Fingerprint">The same for the same data.</param>
/// <param name="HasTwoInstructions">Whether each image has an instruction of its own, in all pairs.</param>
internal sealed record PreferenceSource(string? Folder, IReadOnlyList<string> Parquet, long Rows, string Fingerprint, bool HasTwoInstructions)
{
    private const string Dataset = "dataset";
    private const string Expected = "a run's folder, its dataset folder, a Pick-a-Pic .parquet file or a folder of them";

    /// <exception cref="CommandFailure">There is no such data, or it cannot be read.</exception>
    public static async Task<PreferenceSource> FindAsync(string path, CancellationToken cancellationToken, string option = "--data")
    {
        if (File.Exists(path))
        {
            return HasExtension(path)
                ? await OfParquetAsync([path], option, cancellationToken)
                : throw Fault($"{option} is '{path}', a file that does not end in {ParquetPairs.Extension}; name {Expected}.");
        }

        if (!Directory.Exists(path))
            throw Fault($"{option} is '{path}'; there is no such file or folder. Name {Expected}.");

        foreach (var folder in new[] { path, Path.Combine(path, Dataset) })
        {
            if (File.Exists(Path.Combine(folder, DatasetFolderBlobs.ManifestName)))
                return OfDataset(folder, option);
        }

        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(HasExtension).Order(StringComparer.Ordinal).ToArray();
        return files.Length > 0
            ? await OfParquetAsync(files, option, cancellationToken)
            : throw Fault($"{option} is '{path}', a folder with neither a {DatasetFolderBlobs.ManifestName} nor a {ParquetPairs.Extension} file. Name {Expected}.");
    }

    private static PreferenceSource OfDataset(string folder, string option)
    {
        var file = Path.Combine(folder, DatasetFolderBlobs.ManifestName);
        try
        {
            var manifest = File.ReadAllBytes(file);
            var lines = DatasetManifest.Read(manifest);
            return lines.Count > 0
                ? new PreferenceSource(folder, [], 0, DatasetManifest.Hash(manifest), lines.All(line => line.Dispreferred is not null))
                : throw Fault($"{option}: {file} has no line; one pair or more is needed.");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw Fault($"{option}: {file} cannot be read: {exception.Message}", exception);
        }
    }

    private static async Task<PreferenceSource> OfParquetAsync(IReadOnlyList<string> files, string option, CancellationToken cancellationToken)
    {
        var (parts, rows, two) = (new List<string> { "parquet" }, 0L, true);
        foreach (var file in files)
        {
            await using var pairs = await ParquetPairs.OpenAsync(file, cancellationToken, option);
            rows += pairs.Rows;
            two &= pairs.HasTwoInstructions;
            parts.Add(pairs.Fingerprint);
        }

        return rows > 0
            ? new PreferenceSource(null, files, rows, ContentIds.Create([.. parts]), two)
            : throw Fault($"{option}: {string.Join(", ", files.Take(3))} has no row; one pair or more is needed.");
    }

    private static bool HasExtension(string file) => file.EndsWith(ParquetPairs.Extension, StringComparison.OrdinalIgnoreCase);

    private static CommandFailure Fault(string message, Exception? inner = null) => new(ExitCodes.Usage, message, inner);
}
