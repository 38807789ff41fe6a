using InstructEngine.Contracts.V1;
using InstructEngine.Storage;
using MassTransit;

namespace InstructEngine.Shared.Tests.Hosting.Bus;

public sealed class When_a_store_is_away_for_a_while
{
    [Theory]
    [MemberData(nameof(Transports.All), MemberType = typeof(Transports))]
    public async Task A_message_waits_for_it_and_its_run_does_not_fail(string transport)
    {
        var prefix = Transports.NewPrefix();
        await using var host = await BusHost.StartAsync(
            Transports.Options(transport),
            [new("Storage:Patience", "60")],
            new TestModule(prefix + "instruction", consumers: bus => bus.AddConsumer<Waiting>()),
            new TestModule(prefix + "taxonomy", consumers: bus => bus.AddConsumer<When_a_consumer_gives_up.OnlyRun>().Endpoint(_ => { })));

        await host.Bus.Publish(new TaxonomyCompleted(prefix, 1, 1, 0, 1));

        await host.Inbox.WaitForAsync<Handled>();
        Assert.InRange(host.Inbox.Of<Attempt>().Count, 2, 5);
        Assert.Empty(host.Inbox.Of<RunFailed>());
    }

    private sealed record Handled;

    /// <summary>Longer away than the short tries of other failures last.</summary>
    private sealed class Waiting(Inbox inbox) : IConsumer<TaxonomyCompleted>
    {
        private static readonly TimeSpan Away = TimeSpan.FromSeconds(2.5);
        private static long? s_since;

        public Task Consume(ConsumeContext<TaxonomyCompleted> context)
        {
            if (inbox.Of<Attempt>().Count == 0)
                s_since = TimeProvider.System.GetTimestamp();

            inbox.Add(new Attempt(context.Message.RunId));
            if (TimeProvider.System.GetElapsedTime(s_since!.Value) < Away)
                throw new StoreUnavailableException("The document store does not answer.");

            inbox.Add(new Handled());
            return Task.CompletedTask;
        }
    }
}
