using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.RenderService.Pairs;
using InstructEngine.RenderService.Renderers;
using MassTransit;

namespace InstructEngine.RenderService.Consumers;

/// <summary>Turns a triple into a pair of verified images, once: a triple that has ended is only announced again.</summary>
internal sealed class InstructionTripleCreatedConsumer(RunDirectory runs, PairStore store, PairRenderer renderer, SuspectTriples suspects) :
    IConsumer<InstructionTripleCreated>
{
    public async Task Consume(ConsumeContext<InstructionTripleCreated> context)
    {
        var (triple, cancellation) = (context.Message, context.CancellationToken);
        var outcome = await store.FindAsync(triple.TripleId, cancellation);
        if (outcome is null)
        {
            if (!await runs.IsActiveAsync(triple.RunId, Stages.Rendering, cancellation))
            {
                return;
            }

            outcome = await EndAsync(context);
        }

        // Also of a run that has ended meanwhile: who follows the events is told of everything that is stored.
        if (outcome.Rendered is { } rendered)
        {
            await context.Publish(rendered, cancellation);
        }
        else
        {
            await context.Publish(outcome.Rejected!, cancellation);
        }
    }

    private async Task<PairOutcome> EndAsync(ConsumeContext<InstructionTripleCreated> context)
    {
        var (triple, cancellation) = (context.Message, context.CancellationToken);
        var run = await runs.FindAsync(triple.RunId, cancellation)
            ?? throw new RunFailureException($"Run {triple.RunId} is not in this service's store: all services need the same store.");
        await using var turn = await suspects.TakeTurnAsync(context, cancellation);
        var outcome = turn.MayDraw ? await renderer.RenderAsync(triple, run.Spec, cancellation) : PairOutcome.Crashing(triple);
        var (stored, isNew) = await store.KeepAsync(outcome, cancellation);
        if (isNew)
        {
            RenderMetrics.Count(stored);
        }

        return stored;
    }
}

/// <summary>As many at once as are drawn, checked and stored, and no more waiting here: others may be idle.</summary>
internal sealed class InstructionTripleCreatedConsumerDefinition : ConsumerDefinition<InstructionTripleCreatedConsumer>
{
    private readonly RenderOptions _options;

    public InstructionTripleCreatedConsumerDefinition(RenderOptions options)
    {
        _options = options;
        ConcurrentMessageLimit = options.PairsInHand;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<InstructionTripleCreatedConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.PrefetchCount = _options.PairsInHand;
    }
}
