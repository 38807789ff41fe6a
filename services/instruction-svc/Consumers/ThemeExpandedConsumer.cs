using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Jobs;
using InstructEngine.InstructionService.Review;
using InstructEngine.InstructionService.Writing;
using MassTransit;

namespace InstructEngine.InstructionService.Consumers;

/// <summary>
/// Writes the triples of a theme's leaves, stores them, then publishes them: a leaf at a time, always in the same order.
/// Where language models are asked, it leaves the theme to a job. Where a person reviews them, they are kept and held at a gate instead.
/// Delivered again, it publishes what is stored.
/// </summary>
internal sealed class ThemeExpandedConsumer(
    RunDirectory runs, LeafWriting writing, ThemeJobs jobs, TripleStore store, DraftStore drafts, InstructionGate gate, InstructionsCompletion completion) : IConsumer<ThemeExpanded>
{
    public async Task Consume(ConsumeContext<ThemeExpanded> context)
    {
        var theme = context.Message;
        if (!await runs.IsActiveAsync(theme.RunId, Stages.Instructions, context.CancellationToken))
            return;

        var run = await runs.FindAsync(theme.RunId, context.CancellationToken)
            ?? throw new RunFailureException(
                $"Run {theme.RunId} is not in the document store that instruction-svc reads. Point all services to one store.");
        if (LeafWriting.IsLong(run.Spec.Instructions) && !await jobs.LeaveAsync(theme, context.CancellationToken))
            return;

        if (DraftStore.IsReviewed(run))
            await ReviewedAsync(theme, run, context);
        else if (LeafWriting.IsLong(run.Spec.Instructions))
            await WrittenAsync(theme, run, context);
        else
            await WriteAsync(theme, run, context);

        await completion.AnnounceAsync(theme.RunId, context, context.CancellationToken);
    }

    private async Task ReviewedAsync(ThemeExpanded theme, RunDocument run, ConsumeContext context)
    {
        var stop = context.CancellationToken;
        foreach (var (position, leaf) in theme.Subtopics.Index().Where(item => item.Item.OutsideWorld is null))
        {
            if (await drafts.FindAsync(run, theme, position, stop) is null)
                await drafts.KeepAsync(run, theme, position, await writing.WriteAsync(run, theme, leaf, stop), stop);
        }

        await gate.PassAsync(run, theme, context, stop);
    }

    private async Task WrittenAsync(ThemeExpanded theme, RunDocument run, ConsumeContext context)
    {
        foreach (var leaf in await jobs.ReadAsync(theme, run, context.CancellationToken))
            await PublishAsync(leaf, context);
    }

    private async Task WriteAsync(ThemeExpanded theme, RunDocument run, ConsumeContext context)
    {
        foreach (var leaf in theme.Subtopics.Where(leaf => leaf.OutsideWorld is null))
            await WriteAsync(theme, leaf, run, context);
    }

    private async Task WriteAsync(ThemeExpanded theme, Subtopic leaf, RunDocument run, ConsumeContext context)
    {
        var stored = new List<LeafTriple>();
        foreach (var triple in await writing.WriteAsync(run, theme, leaf, context.CancellationToken))
            stored.Add(await store.KeepAsync(triple, context.CancellationToken));

        await PublishAsync(stored, context);
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
}

internal sealed class ThemeExpandedConsumerDefinition : ConsumerDefinition<ThemeExpandedConsumer>
{
    // Writing is quick; storing waits on the store.
    public ThemeExpandedConsumerDefinition() => ConcurrentMessageLimit = 2;
}
