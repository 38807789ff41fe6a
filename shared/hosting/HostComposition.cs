using InstructEngine.Hosting.Bus;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Stores;
using InstructEngine.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Hosting;

/// <summary>What every host holds, in the order in which it starts: stores, broker, bus, the services' own, and the job worker. It stops the other way round.</summary>
internal static class HostComposition
{
    public static void AddInstructEngine(
        this IServiceCollection services, IConfiguration configuration, BusOptions bus, StorageOptions storage, StartPatience patience, IReadOnlyList<IServiceModule> modules)
    {
        var names = new ServiceNames();
        foreach (var module in modules)
            names.AddModule(module);

        services.AddSingleton(names);
        services.AddSingleton(patience);
        services.AddSingleton(bus);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new ModelRoot(configuration["Models:Root"] is { Length: > 0 } root ? root : "models"));
        services.AddSingleton(_ => StorageFactory.CreateDocumentStore(storage));
        services.AddSingleton(_ => StorageFactory.CreateBlobStore(storage));
        services.AddSingleton<RunDirectory>();
        services.AddSingleton<RunProgressReader>();
        services.AddSingleton(StorePatience.From(configuration, bus.Transport == BusTransport.Memory ? TimeSpan.Zero : TimeSpan.FromMinutes(5)));
        services.AddSingleton(JobOptions.From(configuration) with { IsAlone = bus.Transport == BusTransport.Memory });
        services.AddSingleton<JobSignal>();
        services.AddSingleton<IJobQueue, JobQueue>();
        services.AddSingleton<IRunFailures, BusRunFailures>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = HostTimes.HostStop);

        services.AddHostedService<StoreStart>();
        if (bus.Transport == BusTransport.RabbitMq)
            services.AddHostedService<BrokerProbe>();

        services.AddBus(bus, names, modules);
        foreach (var module in modules)
            AddModule(services, configuration, module, names);

        services.AddHostedService<JobWorker>();
        services.AddHostedService<JobCounter>();
    }

    /// <summary>Libraries that speak of every message or start-up step speak up from warnings on.</summary>
    public static void AddProductFilters(this ILoggingBuilder logging)
    {
        logging.AddFilter("MassTransit", LogLevel.Warning);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Grpc", LogLevel.Warning);

        // The health pages themselves say what is wrong, to whom it concerns.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        logging.AddFilter("System", LogLevel.Warning);

        // A failed start is told in one line by the program itself.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
    }

    private static void AddModule(IServiceCollection services, IConfiguration configuration, IServiceModule module, ServiceNames names)
    {
        var before = services.Count;
        module.AddServices(services, configuration);
        foreach (var handler in services.Skip(before).Where(added => added.ServiceType == typeof(IJobHandler)))
        {
            if (handler.ImplementationType is { } type)
                names.Add(type, module.Name);
        }
    }
}
