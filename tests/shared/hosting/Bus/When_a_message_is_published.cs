using System.Text.Json;
using InstructEngine.Contracts.V1;
using MassTransit;

namespace InstructEngine.Shared.Tests.Hosting.Bus;

public sealed class When_a_message_is_published
{
    private static readonly ImagePairRendered Pair = new(
        "run-1", "triple-1", "leaf-1", Dimension.Counterfactual, "base", "preferred <é>", "dispreferred",
        new(new(new string('a', 64), 12), 32, 32, 7, 0.9, 0.1), new(new(new string('b', 64), 13), 32, 32, 8, 0.8, 0.2), "demo", "hash", 1);

    [Theory]
    [MemberData(nameof(Transports.All), MemberType = typeof(Transports))]
    public async Task Every_service_that_wants_it_gets_it_once_and_only_that_type(string transport)
    {
        var prefix = Transports.NewPrefix();
        await using var host = await BusHost.StartAsync(
            Transports.Options(transport),
            new TestModule(prefix + "trainer", consumers: bus =>
            {
                bus.AddConsumer<Recorder<ImagePairRendered>>();
                bus.AddConsumer<Recorder<ImagePairRejected>>();
            }),
            new TestModule(prefix + "eval", consumers: bus => bus.AddConsumer<Recorder<EpochCompleted>>()));

        await host.Bus.Publish(Pair);
        await host.Bus.Publish(new ImagePairRejected("run-1", "triple-2", "leaf-1", Dimension.Aesthetics, "both empty", 3));

        Assert.Equal(Pair, Assert.Single(await host.Inbox.WaitForAsync<ImagePairRendered>()));
        Assert.Equal("triple-2", Assert.Single(await host.Inbox.WaitForAsync<ImagePairRejected>()).TripleId);
        await Task.Delay(200);
        Assert.Equal(2, host.Inbox.Of<Delivery>().Count);
        Assert.Empty(host.Inbox.Of<EpochCompleted>());
        Assert.Contains(host.Inbox.Of<Delivery>(), delivery => delivery.Queue.AbsolutePath.EndsWith(prefix + "trainer-image-pair-rendered", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Transports.All), MemberType = typeof(Transports))]
    public async Task Its_body_is_the_bare_event_and_its_headers_say_the_rest(string transport)
    {
        await using var host = await BusHost.StartAsync(
            Transports.Options(transport), new TestModule(Transports.NewPrefix() + "trainer", consumers: bus => bus.AddConsumer<Recorder<ImagePairRendered>>()));

        await host.Bus.Publish(Pair);

        var delivery = Assert.Single(await host.Inbox.WaitForAsync<Delivery>());
        using var body = JsonDocument.Parse(delivery.Body);
        Assert.Equal("runId", body.RootElement.EnumerateObject().First().Name);
        Assert.Equal("Counterfactual", body.RootElement.GetProperty("dimension").GetString());
        Assert.Equal(12, body.RootElement.GetProperty("preferredImage").GetProperty("blob").GetProperty("size").GetInt32());
        Assert.DoesNotContain('\n', delivery.Body);
        Assert.Equal("urn:message:InstructEngine.Contracts.V1:ImagePairRendered", delivery.Headers["MT-MessageType"].ToString());
        Assert.True(Guid.TryParse(delivery.Headers[MessageHeaders.MessageId].ToString(), out _));
    }
}
