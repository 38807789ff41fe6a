using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;
using MassTransit;

namespace InstructEngine.InstructionService;

/// <summary>Says that a run's instructions are complete. The store is what is counted, so it does not matter who wrote the last one, or how often.</summary>
internal sealed class InstructionsCompletion(IDocumentStore documents)
{
    /// <summary>To be called after triples were stored.</summary>
    public async Task AnnounceAsync(string runId, IPublishEndpoint publisher, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync<TaxonomyCompleted>(Collections.Taxonomies, runId, cancellationToken) is not { Value: var taxonomy })
            return;

        var created = await documents.CountAsync(Collections.Triples, runId, cancellationToken);
        var rejected = await documents.CountAsync(Collections.RejectedTriples, runId, cancellationToken);
        if (created + rejected >= taxonomy.ExpectedTriples)
            await publisher.Publish(new InstructionsCompleted(runId, created, rejected), cancellationToken);
    }
}
