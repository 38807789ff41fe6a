using MassTransit;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Hosting.Bus;

/// <summary>Everything logged while a message is handled carries its run and message id (the trace id comes with the activity).</summary>
internal sealed class RunScopeFilter(string service, ILogger logger) : IFilter<ConsumeContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("run-scope");

    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        var scope = new Dictionary<string, object?>
        {
            ["Service"] = service,
            ["RunId"] = RunIdReader.Read(context.ReceiveContext.Body.GetBytes()),
            ["MessageId"] = context.MessageId,
        };
        using (logger.BeginScope(scope))
            await next.Send(context);
    }
}
