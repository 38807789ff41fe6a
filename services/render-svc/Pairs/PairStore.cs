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

    /// <summary>Stores how a triple ended, unless another delivery of it has ended meanwhile, and in another way perhaps: not every renderer draws the same twice.</summary>
    /// <returns>What is stored now, and whether this call stored it.</returns>
    public async Task<(PairOutcome Stored, bool IsNew)> KeepAsync(PairOutcome outcome, CancellationToken cancellationToken)
    {
        // Each of the two collections refuses what it has already; what the other one has is to be asked for.
        if (!await EndedOtherwiseAsync(outcome, cancellationToken) && await InsertAsync(outcome, cancellationToken))
        {
            return (outcome, true);
        }

        return (await FindAsync(outcome.TripleId, cancellationToken) ?? throw new InvalidOperationException($"Triple {outcome.TripleId} is stored and not found."), false);
    }

    private async Task<bool> EndedOtherwiseAsync(PairOutcome outcome, CancellationToken cancellationToken) => outcome.Rendered is null
        ? await documents.FindAsync<ImagePairRendered>(Collections.Pairs, outcome.TripleId, cancellationToken) is not null
        : await documents.FindAsync<ImagePairRejected>(Collections.RejectedPairs, outcome.TripleId, cancellationToken) is not null;

    private Task<bool> InsertAsync(PairOutcome outcome, CancellationToken cancellationToken) => outcome.Rendered is { } pair
        ? documents.InsertIfAbsentAsync(Collections.Pairs, pair.TripleId, pair.RunId, pair, cancellationToken)
        : documents.InsertIfAbsentAsync(Collections.RejectedPairs, outcome.TripleId, outcome.Rejected!.RunId, outcome.Rejected, cancellationToken);
}
