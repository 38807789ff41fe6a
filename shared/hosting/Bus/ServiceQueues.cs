using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Hosting.Bus;

/// <summary>The queues that services read, without asking a broker.</summary>
public static class ServiceQueues
{
    /// <summary>What a queue's name ends in that takes what could not be handled.</summary>
    public const string ErrorSuffix = "_error";

    /// <summary>The names, without <see cref="ErrorSuffix"/>, in the order of the services.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<IServiceModule> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        var names = new ServiceNames();
        var consumers = new List<Type>();
        new ServiceCollection().AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            foreach (var module in modules)
            {
                var before = bus.Count;
                BusRegistration.AddConsumers(bus, module, names);
                consumers.AddRange(bus.Skip(before).Select(added => added.ServiceType).Where(typeof(IConsumer).IsAssignableFrom));
            }
        });
        var formatter = new ServiceQueueNames(names);
        return [.. consumers.Distinct().Select(consumer => NameOf(formatter, consumer)).Distinct()];
    }

    private static string NameOf(ServiceQueueNames formatter, Type consumer) =>
        (string)typeof(ServiceQueueNames).GetMethod(nameof(ServiceQueueNames.Consumer))!.MakeGenericMethod(consumer).Invoke(formatter, [])!;
}
