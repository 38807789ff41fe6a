using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Writing;
using InstructEngine.Storage.Documents;

namespace InstructEngine.InstructionService;

/// <summary>Keeps each triple once, as it was first stored.</summary>
internal sealed class TripleStore(IDocumentStore documents)
{
    /// <returns>What is stored under the triple's id now: this one, or the one that was there.</returns>
    public async Task<LeafTriple> KeepAsync(LeafTriple triple, CancellationToken cancellationToken)
    {
        if (triple.Created is { } created)
        {
            return triple with
            {
                Created = await KeepAsync(Collections.Triples, created.TripleId, created.RunId, created, triple, cancellationToken),
            };
        }

        var rejected = triple.Rejected!;
        return triple with
        {
            Rejected = await KeepAsync(Collections.RejectedTriples, rejected.TripleId, rejected.RunId, rejected, triple, cancellationToken),
        };
    }

    private async Task<T> KeepAsync<T>(
        string collection, string id, string runId, T document, LeafTriple triple, CancellationToken cancellationToken)
        where T : class
    {
        if (await documents.InsertIfAbsentAsync(collection, id, runId, document, cancellationToken))
        {
            InstructionMetrics.Count(triple);
            return document;
        }

        return (await documents.FindAsync<T>(collection, id, cancellationToken))?.Value ?? document;
    }
}
