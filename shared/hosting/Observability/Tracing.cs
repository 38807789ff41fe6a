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

    public static void AddTracing(this IServiceCollection services, IConfiguration configuration, string service)
    {
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, serviceVersion: typeof(Tracing).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(tracing =>
            {
                tracing.AddSource(DiagnosticHeaders.DefaultListenerName, HostingTelemetry.SourceName).AddAspNetCoreInstrumentation();
                if ((configuration[CollectorVariable] ?? Environment.GetEnvironmentVariable(CollectorVariable)) is { Length: > 0 })
                    tracing.AddOtlpExporter();
            });
    }
}
