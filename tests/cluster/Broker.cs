using RabbitMQ.Client;

namespace InstructEngine.Cluster.Tests;

/// <summary>The broker as any AMQP client sees it.</summary>
internal sealed class Broker(IConnection connection, IChannel channel) : IAsyncDisposable
{
    public IChannel Channel => channel;

    public static async Task<Broker> ConnectAsync()
    {
        var address = Environment.GetEnvironmentVariable("INSTRUCTENGINE_TEST_RABBITMQ");
        Assert.SkipWhen(string.IsNullOrEmpty(address), "INSTRUCTENGINE_TEST_RABBITMQ names no server (test.sh starts one).");
        var connection = await new ConnectionFactory { Uri = new Uri(address!) }.CreateConnectionAsync();
        var options = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        return new(connection, await connection.CreateChannelAsync(options));
    }

    /// <summary>Into a queue; returns when the broker has it.</summary>
    public ValueTask PublishAsync(string queue, ReadOnlyMemory<byte> body) => channel.BasicPublishAsync("", queue, body);

    public async Task<long> CountAsync(string queue) => await channel.MessageCountAsync(queue);

    public Task DeleteAsync(string queue) => channel.QueueDeleteAsync(queue);

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
