using System.Security.Cryptography;
using System.Text;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Batches that were drawn and scored, by what decides their pictures: a restart, or a second checkpoint, draws nothing twice.</summary>
internal sealed class EvaluationBatches(IDocumentStore documents)
{
    public const string Collection = "evaluation-batches";

    /// <param name="weightsHash">Content hash of the weights that draw.</param>
    public static string IdOf(string runId, string weightsHash, int steps, PlannedBatch batch)
    {
        var text = new StringBuilder();
        text.Append(FormattableString.Invariant($"{runId}\n{weightsHash}\n{batch.Setting.GuidanceScale:R}\n{steps}\n"));
        foreach (var image in batch.Images)
            text.Append(FormattableString.Invariant($"{image.Seed} {image.Prompt.Text}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }

    public async Task<EvaluationBatch?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await documents.FindAsync<EvaluationBatch>(Collection, id, cancellationToken))?.Value;

    public Task StoreAsync(string id, EvaluationBatch batch, CancellationToken cancellationToken) =>
        documents.InsertIfAbsentAsync(Collection, id, batch.RunId, batch, cancellationToken);
}
