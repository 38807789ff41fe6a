using System.Diagnostics.Metrics;
using Prometheus;

namespace InstructEngine.Hosting.Observability;

/// <summary>What <c>/metrics</c> shows: the meters of the product, MassTransit and ASP.NET Core, the garbage collector, and the process's own figures.</summary>
internal static class MetricsExport
{
    private static readonly string[] Meters = ["InstructEngine", "MassTransit", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Hosting"];

    private static readonly Lazy<MeterExport> Export = new(Start);

    /// <summary>Once a process: prometheus-net's registry is static. Early: what is counted before is lost.</summary>
    public static void EnsureStarted() => _ = Export.Value;

    private static MeterExport Start()
    {
        // Event counters repeat what the meters say, under names that promtool refuses.
        Metrics.SuppressDefaultMetrics(new SuppressDefaultMetricOptions { SuppressEventCounters = true, SuppressMeters = true });
        var export = new MeterExport(Metrics.DefaultRegistry, IsWanted);
        GpuMemoryMetrics.Observe();
        return export;
    }

    private static bool IsWanted(Instrument instrument) =>
        Array.Exists(Meters, name => instrument.Meter.Name.StartsWith(name, StringComparison.Ordinal))
        || (instrument.Meter.Name == "System.Runtime" && instrument.Name.StartsWith("dotnet.gc", StringComparison.Ordinal));
}
