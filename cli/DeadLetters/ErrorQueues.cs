using System.Globalization;
using System.Runtime.CompilerServices;
using InstructEngine.Cli.Embedded;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Bus;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace InstructEngine.Cli.DeadLetters;

/// <summary>The error queues of a broker. Looking takes nothing: what was read goes back when the channel closes, as it would were this process killed.</summary>
internal sealed class ErrorQueues(IConnection connection, RabbitMqOptions broker) : IAsyncDisposable
{
    /// <summary>How often the broker had delivered what was looked at: the most of any message. A queue with a delivery limit drops what reaches it.</summary>
    public long Deliveries { get; private set; }

    /// <exception cref="UnreachableException">The broker does not answer, or refuses.</exception>
    public static async Task<ErrorQueues> OpenAsync(RabbitMqOptions broker, CancellationToken cancellationToken) =>
        new(await BrokerConnection.OpenAsync(broker, "instructengine dlq", cancellationToken), broker);

    /// <summary>The five services' error queues, whether the broker has them or not: it makes each with its first message.</summary>
    public static IReadOnlyList<string> Known() => [.. ServiceQueues.Of(EmbeddedModules.Create()).Select(queue => queue + ServiceQueues.ErrorSuffix)];

    /// <summary>An error queue by its own name, or by that of the queue whose messages it takes.</summary>
    public static string NameOf(string queue) => queue.EndsWith(ServiceQueues.ErrorSuffix, StringComparison.Ordinal) ? queue : queue + ServiceQueues.ErrorSuffix;

    /// <returns>Messages in the queue; null where there is no such queue.</returns>
    public async Task<long?> CountAsync(string queue, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    /// <summary>The message with an id; null where the queue has none such.</summary>
    public ValueTask<DeadLetter?> FindAsync(string queue, string id, CancellationToken cancellationToken) =>
        LookAsync(queue, long.MaxValue, cancellationToken).FirstOrDefaultAsync(letter => letter.Id == id, cancellationToken);

    /// <summary>The one that was given up first, of so many messages; null where there is none.</summary>
    public async Task<DeadLetter?> OldestAsync(string queue, long limit, CancellationToken cancellationToken)
    {
        DeadLetter? oldest = null;
        await foreach (var letter in LookAsync(queue, limit, cancellationToken))
        {
            if (oldest is null || letter.FailedAt < (oldest.FailedAt ?? DateTimeOffset.MaxValue))
                oldest = letter;
        }

        return oldest;
    }

    /// <summary>At most so many messages. They are in no order: what was looked at goes behind what was not.</summary>
    public async IAsyncEnumerable<DeadLetter> LookAsync(string queue, long limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        for (var i = 0L; i < limit && await channel.BasicGetAsync(queue, autoAck: false, cancellationToken) is { } message; i++)
        {
            if (message.BasicProperties.Headers?.TryGetValue("x-delivery-count", out var deliveries) == true)
                Deliveries = Math.Max(Deliveries, Convert.ToInt64(deliveries, CultureInfo.InvariantCulture));
            yield return DeadLetter.From(message.BasicProperties, message.Body);
        }
    }

    /// <summary>
    /// Moves messages back to the queue they came from: each is acknowledged only when the broker has confirmed its copy, so a kill in between
    /// leaves a message twice, never none.
    /// </summary>
    /// <param name="id">The one to move; null for all that are there now. What fails again comes back behind them, and is not moved twice.</param>
    /// <param name="moved">Told of each.</param>
    /// <returns>How many were moved.</returns>
    /// <exception cref="CommandFailure">The queue it goes back to is not there.</exception>
    public async Task<long> ReplayAsync(string queue, string? id, Action<DeadLetter> moved, CancellationToken cancellationToken)
    {
        var target = queue[..^ServiceQueues.ErrorSuffix.Length];
        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        await using var channel = await connection.CreateChannelAsync(confirmed, cancellationToken);
        var left = await CountAsync(queue, cancellationToken) ?? 0;
        var count = 0L;
        for (; left > 0 && await channel.BasicGetAsync(queue, autoAck: false, cancellationToken) is { } message; left--)
        {
            var letter = DeadLetter.From(message.BasicProperties, message.Body);
            if (id is not null && letter.Id != id)
                continue;

            try
            {
                // Not stopped before it is acknowledged too: it would be there twice.
                await channel.BasicPublishAsync("", target, mandatory: true, DeadLetter.Again(message.BasicProperties), letter.Body, CancellationToken.None);
            }
            catch (PublishException exception)
            {
                throw new CommandFailure(
                    ExitCodes.RunFailed,
                    $"{count} moved, the next was refused: {(exception.IsReturn ? $"{broker} has no queue {target}; start its service, which makes it" : $"{broker} did not take it")}. It stays in {queue}.",
                    exception);
            }

            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, CancellationToken.None);
            count++;
            moved(letter);
            if (id is not null)
                break;
        }

        return count;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
