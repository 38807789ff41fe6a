using System.Globalization;
using InstructEngine.Contracts.V1;
using InstructEngine.Scoring;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>An image that was drawn.</summary>
public sealed record DrawnImage(int Prompt, int Image, long Seed, BlobReference Blob);

/// <summary>Images that were drawn and stored together.</summary>
public sealed record DrawnBatch(IReadOnlyList<DrawnImage> Images);

/// <summary>What one scorer said of a batch, in the order of its images.</summary>
public sealed record ScoredBatch(IReadOnlyList<ImageScores> Scores);

/// <summary>
/// What was drawn, by what decides the pictures, and what was scored, by the pictures and the scorer. No run's id is among that: a restart draws nothing
/// twice, a second checkpoint or another run takes the base model's images as they are, and a scorer that is added later scores stored images.
/// </summary>
internal sealed class StoredBatches(IDocumentStore documents, IBlobStore blobs)
{
    public const string Drawn = "evaluation-images", Scored = "evaluation-scores";

    /// <summary>Of the drawing itself: raised when an equal model would draw other pictures.</summary>
    private const string Version = "1";

    public IBlobStore Blobs => blobs;

    /// <param name="model">The model's identity.</param>
    public static string IdOf(string model, int steps, PlannedBatch batch) =>
        ContentIds.Create(
        [
            Drawn, Version, model, batch.Setting.GuidanceScale.ToString("R", CultureInfo.InvariantCulture), steps.ToString(CultureInfo.InvariantCulture),
            .. batch.Images.SelectMany(image => new[]
            {
                image.Prompt.Index.ToString(CultureInfo.InvariantCulture), image.Image.ToString(CultureInfo.InvariantCulture),
                image.Seed.ToString(CultureInfo.InvariantCulture), image.Prompt.Text,
            }),
        ]);

    /// <summary>Null where nothing is stored, or an image is gone.</summary>
    public async Task<DrawnBatch?> FindDrawnAsync(string id, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync<DrawnBatch>(Drawn, id, cancellationToken) is not { Value: var batch })
            return null;

        foreach (var image in batch.Images)
        {
            if (!await blobs.ExistsAsync(image.Blob, cancellationToken))
                return null;
        }

        return batch;
    }

    public Task StoreDrawnAsync(string id, string runId, DrawnBatch batch, CancellationToken cancellationToken) =>
        documents.InsertIfAbsentAsync(Drawn, id, runId, batch, cancellationToken);

    public async Task<ScoredBatch?> FindScoredAsync(string id, IdentifiedScorer scorer, CancellationToken cancellationToken) =>
        (await documents.FindAsync<ScoredBatch>(Scored, ScoresId(id, scorer), cancellationToken))?.Value;

    public Task StoreScoredAsync(string id, IdentifiedScorer scorer, string runId, ScoredBatch scores, CancellationToken cancellationToken) =>
        documents.InsertIfAbsentAsync(Scored, ScoresId(id, scorer), runId, scores, cancellationToken);

    private static string ScoresId(string id, IdentifiedScorer scorer) => ContentIds.Create(Scored, id, scorer.Identity);
}
