using System.Text.Json;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Stores;
using InstructEngine.Storage;
using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Exceptions;

namespace InstructEngine.Hosting.Bus;

/// <summary>The bus, the same over both transports: raw JSON, a queue per service and event, short retries, a longer wait for a store that is away, and a failure that ends the run.</summary>
internal static class BusRegistration
{
    /// <summary>Waits between the tries of one delivery. After the last one the message goes to the error queue; where a store is away, it waits longer (<see cref="StorePatience"/>).</summary>
    private static readonly TimeSpan[] RetryIntervals = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(900)];

    /// <summary>A server, or the way to it, is away: nothing is wrong with the message.</summary>
    private static readonly Type[] Outages =
        [typeof(StoreUnavailableException), typeof(ConnectionException), typeof(MessageNotAcknowledgedException), typeof(RabbitMQClientException)];

    public static void AddBus(this IServiceCollection services, BusOptions options, ServiceNames names, IReadOnlyList<IServiceModule> modules)
    {
        services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            host.WaitUntilStarted = true;
            host.StartTimeout = options.ConnectTimeout;
            host.StopTimeout = HostTimes.BusStop;
            host.ConsumerStopTimeout = HostTimes.ConsumerStop;
        });
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            foreach (var module in modules)
                AddConsumers(bus, module, names);

            bus.SetEndpointNameFormatter(new ServiceQueueNames(names));
            bus.AddConfigureEndpointsCallback((context, queue, endpoint) => ConfigureEndpoint(context, queue, endpoint, names, options.Transport));
            if (options.Transport == BusTransport.Memory)
                bus.UsingInMemory((context, factory) => Configure(context, factory));
            else
                bus.UsingRabbitMq((context, factory) => ConfigureRabbitMq(context, factory, options.RabbitMq, modules));
        });
    }

    internal static void AddConsumers(IBusRegistrationConfigurator bus, IServiceModule module, ServiceNames names)
    {
        var before = bus.Count;
        module.AddConsumers(bus);
        foreach (var type in bus.Skip(before).Select(added => added.ServiceType).Where(typeof(IConsumer).IsAssignableFrom))
            names.Add(type, module.Name);
    }

    private static void ConfigureRabbitMq(
        IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator factory, RabbitMqOptions options, IReadOnlyList<IServiceModule> modules)
    {
        factory.Host(options.Host, (ushort)options.Port, options.VirtualHost, string.Join(' ', modules.Select(module => module.Name)), host =>
        {
            host.Username(options.Username);
            host.Password(options.Password);
            host.PublisherConfirmation = true;
            if (options.UseTls)
                host.UseSsl(_ => { });
        });
        Configure(context, factory);
    }

    private static void Configure<TEndpoint>(IBusRegistrationContext context, IBusFactoryConfigurator<TEndpoint> factory)
        where TEndpoint : IReceiveEndpointConfigurator
    {
        // Headers carry the message's type and ids, so that any AMQP client can read and write; headers are not handed from message to message.
        factory.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders, isDefault: true);
        factory.ConfigureJsonSerializerOptions(AsStored);
        factory.ConfigureEndpoints(context);
    }

    private static void ConfigureEndpoint(IRegistrationContext context, string queue, IReceiveEndpointConfigurator endpoint, ServiceNames names, BusTransport transport)
    {
        var service = names.OfQueue(queue);
        var logger = context.GetRequiredService<ILoggerFactory>().CreateLogger("InstructEngine.Bus");
        if (transport == BusTransport.Memory)
        {
            var stopping = context.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            endpoint.AddPrePipeSpecification(new FilterPipeSpecification<ConsumeContext>(new StopFilter(stopping)));
        }

        endpoint.AddPrePipeSpecification(new FilterPipeSpecification<ConsumeContext>(new RunScopeFilter(service, logger)));
        endpoint.AddPrePipeSpecification(
            new FilterPipeSpecification<ConsumeContext>(new RunFailureFilter(service, context.GetRequiredService<RunDirectory>(), logger)));
        var waits = context.GetRequiredService<StorePatience>().Waits;
        if (waits.Count > 0)
        {
            endpoint.UseMessageRetry(retry =>
            {
                retry.Handle(Outages);
                retry.Intervals([.. waits]);
            });
        }

        endpoint.UseMessageRetry(retry =>
        {
            retry.Intervals(RetryIntervals);
            retry.Ignore<RunFailureException>();
            retry.Ignore<ArgumentException>();
            retry.Ignore<JsonException>();

            // What these tries had in hand, the outer ones would leave alone.
            if (waits.Count > 0)
                retry.Ignore(Outages);
        });

        // RunFailed says what a Fault would; nobody reads those.
        endpoint.PublishFaults = false;
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbitMq)
            rabbitMq.SetQuorumQueue();
    }

    /// <summary>MassTransit's own converters stay; names and enums look as they do in the stores.</summary>
    private static JsonSerializerOptions AsStored(JsonSerializerOptions options)
    {
        options.WriteIndented = false;
        options.PropertyNamingPolicy = StorageJson.Options.PropertyNamingPolicy;
        options.DefaultIgnoreCondition = StorageJson.Options.DefaultIgnoreCondition;
        options.NumberHandling = StorageJson.Options.NumberHandling;
        foreach (var converter in StorageJson.Options.Converters)
        {
            if (options.Converters.All(known => known.GetType() != converter.GetType()))
                options.Converters.Insert(0, converter);
        }

        return options;
    }
}
