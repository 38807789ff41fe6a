using System.Collections.Concurrent;
using MassTransit;

namespace InstructEngine.Services.Tests.Harness;

/// <summary>Sees everything that a bus publishes and consumes, in order.</summary>
internal sealed class BusRecorder : IPublishObserver, IConsumeObserver
{
    private readonly ConcurrentQueue<object> _published = new();
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<Exception?>> _consumed = new();

    public IReadOnlyList<T> Published<T>() => [.. _published.OfType<T>()];

    /// <summary>Ends when the message with this id was consumed, with what the consumer threw, if it did.</summary>
    public Task<Exception?> ConsumedAsync(Guid messageId) => Consumption(messageId).Task;

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        _published.Enqueue(context.Message);
        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class => End(context, null);

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class => End(context, exception);

    private Task End(MessageContext context, Exception? exception)
    {
        Consumption(context.MessageId!.Value).TrySetResult(exception);
        return Task.CompletedTask;
    }

    private TaskCompletionSource<Exception?> Consumption(Guid messageId) =>
        _consumed.GetOrAdd(messageId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
