using InstructEngine.Contracts.V1;
using MassTransit;

namespace InstructEngine.TaxonomyService;

/// <summary>A run's taxonomy: its themes in order, and the count that ends it.</summary>
internal sealed record BuiltTaxonomy(IReadOnlyList<ThemeDocument> Themes, TaxonomyCompleted Completed)
{
    public async Task PublishAsync(IPublishEndpoint bus, CancellationToken cancellationToken)
    {
        foreach (var theme in Themes)
            await bus.Publish(theme.ToEvent(), cancellationToken);

        await bus.Publish(Completed, cancellationToken);
    }
}
