using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Writing;
using InstructEngine.Storage.Documents;

namespace InstructEngine.InstructionService;

/// <summary>Finds the triples of leaves that were written before.</summary>
internal sealed class StoredLeaves(IDocumentStore documents)
{
    /// <returns>All places of the leaf's plan in order; null when one of them is not stored yet.</returns>
    public async Task<IReadOnlyList<LeafTriple>?> FindAsync(string runId, Subtopic leaf, InstructionSpec spec, CancellationToken cancellationToken)
    {
        var dimensions = DimensionPlan.Of(spec.Shares, spec.TriplesPerLeaf);
        var triples = new List<LeafTriple>(dimensions.Count);
        for (var index = 0; index < dimensions.Count; index++)
        {
            var id = TripleIds.Of(runId, leaf.LeafId, dimensions[index], index);
            var created = await documents.FindAsync<InstructionTripleCreated>(Collections.Triples, id, cancellationToken);
            var rejected = created is null ? await documents.FindAsync<InstructionTripleRejected>(Collections.RejectedTriples, id, cancellationToken) : null;
            if (created is null && rejected is null)
                return null;

            triples.Add(new(dimensions[index], created?.Value, rejected?.Value));
        }

        return triples;
    }
}
