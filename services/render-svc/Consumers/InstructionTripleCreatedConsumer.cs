using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.RenderService.Pairs;
using InstructEngine.RenderService.Renderers;
using MassTransit;

namespace InstructEngine.RenderService.Consumers;

/// <summary>Turns a triple into a pair of verified images, once: a triple that has ended is only announced again.</summary>
internal sealed class InstructionTripleCreatedConsumer(RunDirectory runs, PairStore store, PairRenderer renderer) :
    IConsumer<InstructionTripleCreated>
{
    public async Task Consume(ConsumeContext<InstructionTripleCreated> context)
    {
        var (triple, cancellation) = (context.Message, context.CancellationToken);
        if (!await runs.IsActiveAsync(triple.RunId, Stages.Rendering, cancellation))
        {
            return;
        }

        if (await store.FindAsync(triple.TripleId, cancellation) is not { } outcome)
        {
            var run = await runs.FindAsync(triple.RunId, cancellation)
                ?? throw new RunFailureException($"Run {triple.RunId} is not in this service's store: all services need the same store.");
            outcome = await renderer.RenderAsync(triple, run.Spec, cancellation);
            if (await store.InsertAsync(outcome, cancellation))
            {
                RenderMetrics.Count(outcome);
            }
        }

        if (outcome.Rendered is { } rendered)
        {
            await context.Publish(rendered, cancellation);
        }
        else
        {
            await context.Publish(outcome.Rejected!, cancellation);
        }
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
