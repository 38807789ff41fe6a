using System.Globalization;
using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Batches that were drawn and scored, by what decides their pictures: a restart, or a second checkpoint, draws nothing twice.</summary>
internal sealed class EvaluationBatches(IDocumentStore documents)
{
    public const string Collection = "evaluation-batches";

    /// <param name="weightsHash">Content hash of the weights that draw.</param>
    public static string IdOf(string runId, string weightsHash, int steps, PlannedBatch batch) =>
        ContentIds.Create(
        [
            runId, weightsHash, batch.Setting.GuidanceScale.ToString("R", CultureInfo.InvariantCulture), steps.ToString(CultureInfo.InvariantCulture),
            .. batch.Images.SelectMany(image => new[] { image.Seed.ToString(CultureInfo.InvariantCulture), image.Prompt.Text }),
        ]);

    public async Task<EvaluationBatch?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await documents.FindAsync<EvaluationBatch>(Collection, id, cancellationToken))?.Value;

    public Task StoreAsync(string id, EvaluationBatch batch, CancellationToken cancellationToken) =>
        documents.InsertIfAbsentAsync(Collection, id, batch.RunId, batch, cancellationToken);
}
