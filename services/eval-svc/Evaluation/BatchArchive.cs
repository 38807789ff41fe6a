using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>
/// The run's own batches, and behind them those of a cache that outlives it. What the cache has is taken over, so that the run's stores are whole; the
/// base model's are handed on to it.
/// </summary>
internal sealed class BatchArchive(StoredBatches own, StoredBatches? cache = null)
{
    public async Task<DrawnBatch?> FindDrawnAsync(string id, string runId, CancellationToken cancellationToken)
    {
        if (await own.FindDrawnAsync(id, cancellationToken) is { } known)
            return known;
        if (cache is null || await cache.FindDrawnAsync(id, cancellationToken) is not { } batch)
            return null;

        foreach (var image in batch.Images)
            await own.Blobs.PutAsync(await cache.Blobs.ReadAsync(image.Blob, cancellationToken), cancellationToken);
        await own.StoreDrawnAsync(id, runId, batch, cancellationToken);
        return batch;
    }

    /// <param name="keep">Whether the cache is to have it too.</param>
    public async Task StoreDrawnAsync(string id, string runId, DrawnBatch batch, IReadOnlyList<byte[]> images, bool keep, CancellationToken cancellationToken)
    {
        await own.StoreDrawnAsync(id, runId, batch, cancellationToken);
        if (!keep || cache is null)
            return;

        foreach (var image in images)
            await cache.Blobs.PutAsync(image, cancellationToken);
        await cache.StoreDrawnAsync(id, runId, batch, cancellationToken);
    }

    public Task<byte[]> ReadAsync(DrawnImage image, CancellationToken cancellationToken) => own.Blobs.ReadAsync(image.Blob, cancellationToken);

    public async Task<DrawnImage> PutAsync(PlannedImage planned, byte[] png, CancellationToken cancellationToken) =>
        new(planned.Prompt.Index, planned.Image, planned.Seed, await own.Blobs.PutAsync(png, cancellationToken));

    public async Task<IReadOnlyList<ImageScores>?> FindScoresAsync(string id, IdentifiedScorer scorer, CancellationToken cancellationToken) =>
        (await own.FindScoredAsync(id, scorer, cancellationToken) ?? (cache is null ? null : await cache.FindScoredAsync(id, scorer, cancellationToken)))?.Scores;

    public async Task StoreScoresAsync(string id, IdentifiedScorer scorer, string runId, IReadOnlyList<ImageScores> scores, bool keep, CancellationToken cancellationToken)
    {
        var batch = new ScoredBatch(scores);
        await own.StoreScoredAsync(id, scorer, runId, batch, cancellationToken);
        if (keep && cache is not null)
            await cache.StoreScoredAsync(id, scorer, runId, batch, cancellationToken);
    }
}
