using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Writing;
using InstructEngine.Storage;
using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;
using MassTransit;

namespace InstructEngine.InstructionService.Consumers;

/// <summary>
/// Writes the triples of a theme's leaves, stores them, then publishes them: a leaf at a time, always in the same order.
/// Where language models are asked, it leaves the theme to a job. Delivered again, it publishes what is stored.
/// </summary>
internal sealed class ThemeExpandedConsumer(
    RunDirectory runs, LeafWriting writing, StoredLeaves storedLeaves, TripleStore store, IJobQueue jobs, IDocumentStore documents) : IConsumer<ThemeExpanded>
{
    public async Task Consume(ConsumeContext<ThemeExpanded> context)
    {
        var theme = context.Message;
        if (!await runs.IsActiveAsync(theme.RunId, context.CancellationToken))
            return;

        var run = await runs.FindAsync(theme.RunId, context.CancellationToken)
            ?? throw new RunFailureException(
                $"Run {theme.RunId} is not in the document store that instruction-svc reads. Point all services to one store.");
        if (LeafWriting.IsLong(run.Spec.Instructions))
        {
            await LeaveToJobAsync(theme, run, context);
            return;
        }

        foreach (var leaf in Drawable(theme))
            await WriteAsync(theme, leaf, run, context);
    }

    private async Task WriteAsync(ThemeExpanded theme, Subtopic leaf, RunDocument run, ConsumeContext context)
    {
        var stored = new List<LeafTriple>();
        foreach (var triple in await writing.WriteAsync(run, theme, leaf, context.CancellationToken))
            stored.Add(await store.KeepAsync(triple, context.CancellationToken));

        await PublishAsync(stored, context);
    }

    private async Task LeaveToJobAsync(ThemeExpanded theme, RunDocument run, ConsumeContext context)
    {
        var id = ContentIds.Create(JobKinds.WriteInstructions, theme.RunId, theme.ThemeId);
        await jobs.EnqueueAsync(id, theme.RunId, JobKinds.WriteInstructions, JsonSerializer.Serialize(theme, StorageJson.Options), context.CancellationToken);
        var job = await documents.FindAsync<JobDocument>(Collections.Jobs, id, context.CancellationToken);
        if (job?.Value.State != JobState.Completed)
            return;

        // A job that is done publishes no more, and a bus in memory has forgotten what it published.
        foreach (var leaf in Drawable(theme))
            await PublishAsync(await storedLeaves.FindAsync(theme.RunId, leaf, run.Spec.Instructions, context.CancellationToken) ?? [], context);
    }

    private static async Task PublishAsync(IReadOnlyList<LeafTriple> triples, ConsumeContext context)
    {
        foreach (var triple in triples)
        {
            if (triple.Created is { } created)
                await context.Publish(created, context.CancellationToken);
            else
                await context.Publish(triple.Rejected!, context.CancellationToken);
        }
    }

    private static IEnumerable<Subtopic> Drawable(ThemeExpanded theme) => theme.Subtopics.Where(leaf => leaf.OutsideWorld is null);
}

internal sealed class ThemeExpandedConsumerDefinition : ConsumerDefinition<ThemeExpandedConsumer>
{
    // Writing is quick; storing waits on the store.
    public ThemeExpandedConsumerDefinition() => ConcurrentMessageLimit = 2;
}
