using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Keeps a run's <see cref="EvaluationRecord"/>: a blob, as the scores of many images are more than a document should hold.</summary>
internal sealed class EvaluationRecords(IDocumentStore documents, IBlobStore blobs)
{
    private const string Collection = "evaluation-records";

    public async Task KeepAsync(string runId, EvaluationRecord record, CancellationToken cancellationToken)
    {
        var stored = new StoredRecord(await blobs.PutAsync(record.ToJson(), cancellationToken));
        await documents.InsertIfAbsentAsync(Collection, runId, runId, stored, cancellationToken);
    }

    /// <returns>Null where an earlier version ended the run and kept none.</returns>
    public async Task<EvaluationRecord?> FindAsync(string runId, CancellationToken cancellationToken) =>
        await documents.FindAsync<StoredRecord>(Collection, runId, cancellationToken) is { Value: var stored }
            ? EvaluationRecord.FromJson(await blobs.ReadAsync(stored.Record, cancellationToken))
            : null;

    private sealed record StoredRecord(BlobReference Record);
}
