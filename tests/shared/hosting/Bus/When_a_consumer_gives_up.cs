using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Shared.Tests.Hosting.Bus;

public sealed class When_a_consumer_gives_up
{
    [Theory]
    [MemberData(nameof(Transports.All), MemberType = typeof(Transports))]
    public async Task It_was_tried_four_times_and_the_run_fails_once(string transport)
    {
        var prefix = Transports.NewPrefix();
        await using var host = await StartAsync(transport, prefix);

        await host.Bus.Publish(new TaxonomyCompleted(prefix, 1, 1, 0, 1));

        var failed = Assert.Single(await host.Inbox.WaitForAsync<RunFailed>());
        Assert.Equal(new RunFailed(prefix, prefix + "instruction", "InvalidOperationException: boom"), failed);
        await Task.Delay(300);
        Assert.Equal(4, host.Inbox.Of<Attempt>().Count);
        Assert.Single(host.Inbox.Of<RunFailed>());
    }

    [Theory]
    [MemberData(nameof(Transports.All), MemberType = typeof(Transports))]
    public async Task A_failure_that_no_retry_mends_is_told_at_once_in_its_own_words(string transport)
    {
        var prefix = Transports.NewPrefix();
        await using var host = await StartAsync(transport, prefix);

        await host.Bus.Publish(new TaxonomyCompleted(prefix, 0, 1, 0, 1));

        Assert.Equal("The corpus speaks of nothing known.", Assert.Single(await host.Inbox.WaitForAsync<RunFailed>()).Reason);
        Assert.Single(host.Inbox.Of<Attempt>());
    }

    [Fact]
    public async Task A_run_that_has_ended_is_not_failed_again()
    {
        await using var host = await StartAsync("memory", "x-");
        var runs = host.Host.Services.GetRequiredService<RunDirectory>();
        await runs.InsertAsync(Runs.SampleRuns.Create("r"), default);
        await runs.CancelAsync("r", default);

        await host.Bus.Publish(new TaxonomyCompleted("r", 0, 1, 0, 1));

        await host.Inbox.WaitForAsync<Attempt>();
        await Task.Delay(300);
        Assert.Empty(host.Inbox.Of<RunFailed>());
    }

    private static Task<BusHost> StartAsync(string transport, string prefix) => BusHost.StartAsync(
        Transports.Options(transport),
        new TestModule(prefix + "instruction", consumers: bus => bus.AddConsumer<Failing>()),
        new TestModule(prefix + "taxonomy", consumers: bus => bus.AddConsumer<OnlyRun>().Endpoint(_ => { })));

    /// <summary>Takes the failures of one run: on a broker, other tests' failures come here too.</summary>
    internal sealed class OnlyRun(Inbox inbox) : IConsumer<RunFailed>
    {
        public Task Consume(ConsumeContext<RunFailed> context)
        {
            if (context.ReceiveContext.InputAddress.AbsolutePath.Contains(context.Message.RunId, StringComparison.Ordinal))
                inbox.Add(context.Message);

            return Task.CompletedTask;
        }
    }
}
