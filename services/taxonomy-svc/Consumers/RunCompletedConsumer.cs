using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using MassTransit;

namespace InstructEngine.TaxonomyService.Consumers;

/// <summary>Writes down that a run is done.</summary>
internal sealed class RunCompletedConsumer(RunDirectory runs) : IConsumer<RunCompleted>
{
    public Task Consume(ConsumeContext<RunCompleted> context) =>
        runs.CompleteAsync(context.Message.RunId, context.Message.Summary, context.Message.Report, context.CancellationToken);
}
