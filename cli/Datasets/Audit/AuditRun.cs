using InstructEngine.Cli.Datasets.Source;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.PreferenceData;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.TaxonomyService.TextSampling;
using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Cli.Datasets.Audit;

/// <summary>Audits a run's dataset where it lies, or Parquet.</summary>
internal sealed class AuditRun(string path, string option, string? suiteFile, Action<IReadOnlyList<StageProgress>> show)
{
    private const string Stage = "audit";

    /// <exception cref="CommandFailure">The data or the suite cannot be read.</exception>
    public async Task<(AuditReport Report, DatasetAudit Audit)> RunAsync(CancellationToken cancellationToken)
    {
        var audit = new DatasetAudit(suiteFile is null ? null : new SuiteOverlap(ReadSuite(suiteFile)));
        try
        {
            var report = DatasetSource.IsAt(path) || !LooksLikeParquet(path)
                ? await OfFolderAsync(audit, cancellationToken)
                : await OfParquetAsync(audit, cancellationToken);
            show([new StageProgress(Stage, report.Pairs, report.Pairs, "pairs", null, StageState.Completed)]);
            return (report, audit);
        }
        catch (InvalidDataException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, $"{option} {path} cannot be audited: {exception.Message}", exception);
        }
    }

    private async Task<AuditReport> OfFolderAsync(DatasetAudit audit, CancellationToken cancellationToken)
    {
        using var source = await DatasetSource.OpenAsync(path, option, cancellationToken);
        var done = 0;
        await foreach (var pair in source.ReadAsync(cancellationToken))
        {
            audit.Add(pair);
            Tell(++done, source.Scan.Pairs, "pairs");
        }

        return audit.Conclude(NameOf(path), source.Scan.Hash, new Dictionary<string, int>(), SuiteName, source.Records?.Leaves);
    }

    private async Task<AuditReport> OfParquetAsync(DatasetAudit audit, CancellationToken cancellationToken)
    {
        var source = await PreferenceSource.FindAsync(path, cancellationToken, option);
        var (bad, exported, done) = (new List<BadPair>(), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var file in source.Parquet)
        {
            await using var pairs = await ParquetPairs.OpenAsync(file, cancellationToken, option);
            await foreach (var row in pairs.ReadAsync(cancellationToken))
            {
                var import = RowImport.Of(row, size: null);
                if (import.Bad is not null)
                    bad.Add(import.Bad);
                else if (import.Line is { } line && (row.ManifestLine is null || exported.Add(line.TripleId)))
                    audit.Add(new DatasetPair(line, import.Preferred, import.Dispreferred, PairLineage.Unknown));
                Tell(++done, source.Rows, "rows");
            }
        }

        return audit.Conclude(NameOf(path), datasetHash: null, new CheckedManifest([], bad).Counts, SuiteName, leaves: null);
    }

    private string? SuiteName => suiteFile is null ? null : Path.GetFileName(suiteFile);

    private void Tell(int done, long total, string unit) => show([new StageProgress(Stage, done, total, unit, null, StageState.Running)]);

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    private static bool LooksLikeParquet(string path) => File.Exists(path)
        || (Directory.Exists(path) && Directory.EnumerateFiles(path, "*" + ParquetPairs.Extension, SearchOption.AllDirectories).Any());

    private static List<string> ReadSuite(string file)
    {
        try
        {
            using var content = File.OpenRead(file);
            return [.. CorpusReader.Open(content, file).Records.Select(record => record.Text).OfType<string>().Where(text => text.Length > 0)];
        }
        catch (Exception exception) when (exception is CorpusException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.Usage, $"--drawbench {file} cannot be read: {exception.Message}", exception);
        }
    }
}
