using System.Text.Json;
using InstructEngine.Cli.Datasets.Source;
using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Invocation;
using InstructEngine.EvalService.Reporting;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Content;

namespace InstructEngine.Cli.Datasets.Export;

/// <summary>Writes a dataset in another layout, with a card, its splits and its hashes. The folder is there whole or not at all.</summary>
internal sealed class DatasetExport(DatasetSource source, ExportFormat format, double heldOutShare, string licence)
{
    public const string DataName = "data";

    /// <summary>About what a row's text takes.</summary>
    private const long RowBytes = 4096;

    private const string Stage = "export";
    private readonly ExportCounts _counts = new();

    /// <exception cref="CommandFailure">An image cannot be read, or the folder cannot be written.</exception>
    public async Task<ExportRecord> WriteAsync(string path, Action<IReadOnlyList<StageProgress>> show, CancellationToken cancellationToken)
    {
        using var folder = FreshFolder.Begin(path);
        FreeSpace.EnsureEnough(folder.Path, (source.Scan.ImageBytes * format.Copies) + (source.Scan.Rows * RowBytes), "the export");
        try
        {
            await WriteRowsAsync(Path.Combine(folder.Path, DataName), show, cancellationToken);
            var record = await DescribeAsync(folder.Path, cancellationToken);
            folder.Complete();
            show([new StageProgress(Stage, record.Pairs, record.Pairs, "pairs", null, StageState.Completed)]);
            return record;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(
                ExitCodes.OutputUnusable, $"The export cannot be written to {path}: {exception.Message} Make room there, or name another folder with --out. Nothing was left.", exception);
        }
    }

    private async Task WriteRowsAsync(string data, Action<IReadOnlyList<StageProgress>> show, CancellationToken cancellationToken)
    {
        var split = LeafSplit.Of(source.Scan.Leaves, heldOutShare);
        await using var train = format.Create(Path.Combine(data, LeafSplit.Train), Metadata(LeafSplit.Train));
        await using var heldOut = format.Create(Path.Combine(data, LeafSplit.HeldOut), Metadata(LeafSplit.HeldOut));
        var done = 0;
        await foreach (var pair in source.ReadAsync(cancellationToken))
        {
            var name = split.Of(pair.Line.LeafId);
            foreach (var row in ExportRow.Of(pair))
                await (name == LeafSplit.Train ? train : heldOut).WriteAsync(row, cancellationToken);
            _counts.Add(pair, name);
            show([new StageProgress(Stage, ++done, source.Scan.Pairs, "pairs", null, StageState.Running)]);
        }

        await train.CompleteAsync(cancellationToken);
        await heldOut.CompleteAsync(cancellationToken);
    }

    private SortedDictionary<string, string> Metadata(string split) => new(StringComparer.Ordinal)
    {
        ["instructengine.dataset"] = source.Scan.Hash,
        ["instructengine.split"] = split,
        [PreferenceData.ParquetPairs.InstructionsKey] = source.Scan.HasTwoInstructions ? "2" : "1",
    };

    private async Task<ExportRecord> DescribeAsync(string folder, CancellationToken cancellationToken)
    {
        var files = await ExportFiles.HashAsync(folder, cancellationToken);
        var sums = ExportFiles.Sums(files);
        var run = source.Records?.Run;
        var record = new ExportRecord(
            format.Name, ContentIds.Sha256Hex(sums), source.Scan.Hash, run?.RunId, run?.Spec, licence, source.Scan.Pairs, source.Scan.Rows, heldOutShare,
            _counts.Splits, _counts.Dimensions, _counts.Contrasts, _counts.Renderers, _counts.Themes, files);
        await File.WriteAllBytesAsync(Path.Combine(folder, ExportFiles.SumsName), sums, cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder, ExportRecord.Name), Json(record), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, DatasetCard.Name), DatasetCard.Of(record, format), cancellationToken);
        return record;
    }

    public static byte[] Json(ExportRecord record) => [.. JsonSerializer.SerializeToUtf8Bytes(record, SummaryJson.Options), (byte)'\n'];
}
