using System.Text;
using InstructEngine.Contracts.V1;
using RabbitMQ.Client;

namespace InstructEngine.Shared.Tests.Hosting.Bus;

public sealed class When_another_AMQP_client_publishes
{
    [Fact]
    public async Task A_bare_JSON_body_in_the_events_exchange_is_enough()
    {
        var options = Transports.Options("rabbitmq");
        await using var host = await BusHost.StartAsync(
            options, new TestModule(Transports.NewPrefix() + "trainer", consumers: bus => bus.AddConsumer<Recorder<ImagePairRejected>>()));
        var factory = new ConnectionFactory
        {
            HostName = options.RabbitMq.Host,
            Port = options.RabbitMq.Port,
            UserName = options.RabbitMq.Username,
            Password = options.RabbitMq.Password,
        };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var body = """{"runId":"run-1","tripleId":"by-hand","leafId":"l","dimension":"Aesthetics","reason":"both empty","attempts":3}""";

        await channel.BasicPublishAsync("InstructEngine.Contracts.V1:ImagePairRejected", "", Encoding.UTF8.GetBytes(body));

        var received = await host.Inbox.WaitForAsync<ImagePairRejected>();
        Assert.Equal(new ImagePairRejected("run-1", "by-hand", "l", Dimension.Aesthetics, "both empty", 3), Assert.Single(received));
    }
}
