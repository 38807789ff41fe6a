using RabbitMQ.Client;

namespace InstructEngine.Cluster.Tests;

/// <summary>The broker as any AMQP client sees it.</summary>
internal sealed class Broker(IConnection connection, IChannel channel) : IAsyncDisposable
{
    public static async Task<Broker> ConnectAsync()
    {
        var address = System.Environment.GetEnvironmentVariable("INSTRUCTENGINE_TEST_RABBITMQ");
        Assert.SkipWhen(string.IsNullOrEmpty(address), "INSTRUCTENGINE_TEST_RABBITMQ names no server (test.sh starts one).");
        return await ConnectAsync(new Uri(address!));
    }

    public static async Task<Broker> ConnectAsync(Uri address)
    {
        var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        var options = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        return new(connection, await connection.CreateChannelAsync(options));
    }

    /// <summary>The environment that tells the command line where the broker is.</summary>
    public static Dictionary<string, string> Environment() => Environment(new Uri(System.Environment.GetEnvironmentVariable("INSTRUCTENGINE_TEST_RABBITMQ")!));

    public static Dictionary<string, string> Environment(Uri broker)
    {
        var credentials = broker.UserInfo.Split(':');
        return new()
        {
            ["INSTRUCTENGINE_BUS__RABBITMQ__HOST"] = broker.Host,
            ["INSTRUCTENGINE_BUS__RABBITMQ__PORT"] = $"{broker.Port}",
            ["INSTRUCTENGINE_BUS__RABBITMQ__USERNAME"] = credentials[0],
            ["INSTRUCTENGINE_BUS__RABBITMQ__PASSWORD"] = credentials[1],
        };
    }

    public Task DeclareAsync(string queue) =>
        channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });

    /// <summary>A queue of its own for the events of a type, from now on.</summary>
    public async Task<string> SubscribeAsync(string eventType)
    {
        var (queue, exchange) = ($"test-events-{Guid.NewGuid():n}", $"InstructEngine.Contracts.V1:{eventType}");
        await DeclareAsync(queue);
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
        await channel.QueueBindAsync(queue, exchange, "");
        return queue;
    }

    /// <summary>Into a queue; returns when the broker has it.</summary>
    public ValueTask PublishAsync(string queue, ReadOnlyMemory<byte> body, BasicProperties? properties = null) =>
        channel.BasicPublishAsync("", queue, mandatory: true, properties ?? new BasicProperties(), body);

    /// <summary>The next message of a queue, taken out; null when it is empty.</summary>
    public Task<BasicGetResult?> TakeAsync(string queue) => channel.BasicGetAsync(queue, autoAck: true);

    public Task PurgeAsync(string queue) => channel.QueuePurgeAsync(queue);

    public async Task<long> CountAsync(string queue) => await channel.MessageCountAsync(queue);

    public Task DeleteAsync(string queue) => channel.QueueDeleteAsync(queue);

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
