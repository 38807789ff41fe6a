using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using MassTransit;

namespace InstructEngine.TaxonomyService.Consumers;

/// <summary>Writes down that a run failed; the first reason stays.</summary>
internal sealed class RunFailedConsumer(RunDirectory runs) : IConsumer<RunFailed>
{
    public Task Consume(ConsumeContext<RunFailed> context) =>
        runs.FailAsync(context.Message.RunId, context.Message.Service, context.Message.Reason, context.CancellationToken);
}
