using MassTransit.Logging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace InstructEngine.Hosting.Observability;

/// <summary>Traces run through the bus: each message carries its sender's trace. They leave the process only where a collector is named.</summary>
internal static class Tracing
{
    public const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>OpenTelemetry reads its own variables (<c>OTEL_…</c>) from the host's configuration, which has none of the environment but ours.</summary>
    public static IConfigurationBuilder AddTelemetryVariables(this IConfigurationBuilder builder) => builder.AddInMemoryCollection(
        from variable in Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        where ((string)variable.Key).StartsWith("OTEL_", StringComparison.Ordinal)
        select KeyValuePair.Create((string)variable.Key, (string?)variable.Value));

    public static void AddTracing(this IServiceCollection services, IConfiguration configuration, string service)
    {
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, serviceVersion: typeof(Tracing).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(tracing =>
            {
                tracing.AddSource(DiagnosticHeaders.DefaultListenerName, HostingTelemetry.SourceName).AddAspNetCoreInstrumentation();
                if (configuration[CollectorVariable] is { Length: > 0 })
                    tracing.AddOtlpExporter();
            });
    }
}
