using MassTransit;

namespace InstructEngine.Hosting.Bus;

/// <summary>
/// Once the process is told to stop, messages that still wait in memory are dropped: the in-memory transport would otherwise work through all of
/// them first, which may take an hour. Publishing <c>RunRequested</c> again brings each of them back.
/// </summary>
internal sealed class StopFilter(CancellationToken stopping) : IFilter<ConsumeContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("stop");

    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next) => stopping.IsCancellationRequested ? Task.CompletedTask : next.Send(context);
}
