using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.TrainerService.Datasets;

/// <summary>Makes a run's dataset once every expected triple has ended as a pair or a rejection.</summary>
internal sealed partial class DatasetAssembler(IDocumentStore documents, IBlobStore blobs, ILogger<DatasetAssembler> logger)
{
    /// <returns>The dataset, made now or before; null while triples are outstanding.</returns>
    /// <exception cref="RunFailureException">No pair is fit to train on.</exception>
    public async Task<DatasetCompleted?> TryCompleteAsync(string runId, CancellationToken cancellationToken)
    {
        if (await FindAsync(runId, cancellationToken) is { } known)
        {
            return known;
        }

        var taxonomy = await documents.FindAsync<TaxonomyCompleted>(Collections.Taxonomies, runId, cancellationToken);
        if (taxonomy is null)
        {
            return null;
        }

        var pairs = await documents.CountAsync(Collections.Pairs, runId, cancellationToken);
        var rejectedPairs = await documents.CountAsync(Collections.RejectedPairs, runId, cancellationToken);
        var rejectedTriples = await documents.CountAsync(Collections.RejectedTriples, runId, cancellationToken);
        LogProgress(logger, pairs, rejectedPairs, rejectedTriples, taxonomy.Value.ExpectedTriples);
        return pairs + rejectedPairs + rejectedTriples < taxonomy.Value.ExpectedTriples
            ? null
            : await MakeAsync(runId, (int)rejectedPairs, (int)rejectedTriples, cancellationToken);
    }

    private async Task<DatasetCompleted?> FindAsync(string runId, CancellationToken cancellationToken) =>
        (await documents.FindAsync<DatasetCompleted>(Collections.Datasets, runId, cancellationToken))?.Value;

    private async Task<DatasetCompleted> MakeAsync(string runId, int rejectedPairs, int rejectedTriples, CancellationToken cancellationToken)
    {
        using var manifest = new ManifestWriter();
        var defects = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var pair in documents.ListAsync<ImagePairRendered>(Collections.Pairs, runId, cancellationToken))
        {
            if (PairDefects.Find(pair.Value) is not { } defect)
            {
                manifest.Add(ManifestLine.Of(pair.Value));
                continue;
            }

            defects[defect] = defects.GetValueOrDefault(defect) + 1;
            LogDefect(logger, pair.Value.TripleId, defect);
        }

        if (manifest.Lines == 0)
        {
            throw await NothingToTrainOnAsync(runId, defects, cancellationToken);
        }

        // A blob is named by its content's SHA-256, which is the dataset hash.
        var blob = await blobs.PutAsync(manifest.Rewind(), cancellationToken);
        var dataset = new DatasetCompleted(
            runId, blob.Sha256, manifest.Lines, rejectedPairs + defects.Values.Sum(), rejectedTriples, blob);
        await documents.InsertIfAbsentAsync(Collections.Datasets, runId, runId, dataset, cancellationToken);
        var stored = await FindAsync(runId, cancellationToken) ?? dataset;
        LogComplete(logger, stored.Pairs, stored.RejectedPairs, stored.RejectedTriples, stored.DatasetHash);
        return stored;
    }

    private async Task<RunFailureException> NothingToTrainOnAsync(
        string runId, SortedDictionary<string, int> defects, CancellationToken cancellationToken)
    {
        var reasons = new Dictionary<string, int>(defects, StringComparer.Ordinal);
        await foreach (var rejected in documents.ListAsync<ImagePairRejected>(Collections.RejectedPairs, runId, cancellationToken))
        {
            Count("image pair", rejected.Value.Reason);
        }

        await foreach (var rejected in documents.ListAsync<InstructionTripleRejected>(Collections.RejectedTriples, runId, cancellationToken))
        {
            Count("instruction triple", rejected.Value.Reason);
        }

        var told = reasons.OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal).Take(10)
            .Select(reason => $"{reason.Value} × {reason.Key}");
        return new RunFailureException(
            reasons.Count == 0
                ? "No instruction triple was written, so there is nothing to train on: give prompts that speak of what the renderer can draw."
                : $"No image pair is fit to train on: {string.Join("; ", told)}. Lower rendering.margin, raise rendering.attempts or use another renderer.");

        // The words before the first colon are the kind of a reason; what follows tells of the single case.
        void Count(string what, string reason)
        {
            var kind = $"{what} rejected: {reason.Split(':')[0]}";
            reasons[kind] = reasons.GetValueOrDefault(kind) + 1;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Pairs} pairs, {RejectedPairs} rejected pairs, {RejectedTriples} rejected triples of {Expected}")]
    private static partial void LogProgress(ILogger logger, long pairs, long rejectedPairs, long rejectedTriples, int expected);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The pair of triple {TripleId} is left out of the dataset: {Defect}")]
    private static partial void LogDefect(ILogger logger, string tripleId, string defect);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Dataset complete: {Pairs} pairs, {RejectedPairs} rejected pairs, {RejectedTriples} rejected triples, hash {DatasetHash}")]
    private static partial void LogComplete(ILogger logger, int pairs, int rejectedPairs, int rejectedTriples, string datasetHash);
}
