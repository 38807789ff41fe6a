using MassTransit;

namespace InstructEngine.FaultyService;

/// <summary>The points around a publication; <c>after</c> is when the broker has confirmed it.</summary>
internal sealed class FaultyPublishing(Fault fault) : IPublishObserver
{
    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        fault.Pass($"before publish {typeof(T).Name}");
        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        fault.Pass($"after publish {typeof(T).Name}");
        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
