using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.RenderService.Pairs;

/// <summary>How triples ended, by triple id: the first outcome stored stays.</summary>
internal sealed class PairStore(IDocumentStore documents)
{
    public async Task<PairOutcome?> FindAsync(string tripleId, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync<ImagePairRendered>(Collections.Pairs, tripleId, cancellationToken) is { } rendered)
        {
            return new(rendered.Value, null);
        }

        return await documents.FindAsync<ImagePairRejected>(Collections.RejectedPairs, tripleId, cancellationToken) is { } rejected
            ? new(null, rejected.Value)
            : null;
    }

    /// <returns>True when this call stored it.</returns>
    public Task<bool> InsertAsync(PairOutcome outcome, CancellationToken cancellationToken) => outcome switch
    {
        { Rendered: { } pair } => documents.InsertIfAbsentAsync(Collections.Pairs, pair.TripleId, pair.RunId, pair, cancellationToken),
        { Rejected: { } pair } => documents.InsertIfAbsentAsync(Collections.RejectedPairs, pair.TripleId, pair.RunId, pair, cancellationToken),
        _ => throw new ArgumentException("The outcome is empty.", nameof(outcome)),
    };
}
