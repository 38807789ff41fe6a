using InstructEngine.Contracts.V1;
using MassTransit;

namespace InstructEngine.Shared.Tests.Hosting.Bus;

public sealed class When_the_host_stops
{
    private const int Messages = 200;

    [Fact]
    public async Task What_waits_in_memory_is_not_worked_through_first()
    {
        var prefix = Transports.NewPrefix();
        var host = await BusHost.StartAsync(Transports.Options("memory"), new TestModule(prefix + "taxonomy", consumers: bus => bus.AddConsumer<Slow>()));
        await host.Bus.PublishBatch(Enumerable.Range(0, Messages).Select(_ => new TaxonomyCompleted(prefix, 1, 1, 0, 1)));
        await host.Inbox.WaitForAsync<Attempt>();

        await host.DisposeAsync();

        Assert.InRange(host.Inbox.Of<Attempt>().Count, 1, Messages / 4);
    }

    internal sealed class Slow(Inbox inbox) : IConsumer<TaxonomyCompleted>
    {
        public async Task Consume(ConsumeContext<TaxonomyCompleted> context)
        {
            inbox.Add(new Attempt(context.Message.RunId));
            await Task.Delay(50);
        }
    }
}
