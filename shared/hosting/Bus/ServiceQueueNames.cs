using MassTransit;

namespace InstructEngine.Hosting.Bus;

/// <summary>Names queues <c>service-event-in-kebab-case</c>, e.g. <c>render-svc-instruction-triple-created</c>.</summary>
internal sealed class ServiceQueueNames(ServiceNames services) : KebabCaseEndpointNameFormatter(false)
{
    public override string Consumer<T>()
    {
        var events = typeof(T).GetInterfaces()
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(type => type.GetGenericArguments()[0])
            .ToArray();
        var name = events.Length == 1 ? SanitizeName(events[0].Name) : base.Consumer<T>();
        return $"{services.Of(typeof(T))}-{name}";
    }
}
