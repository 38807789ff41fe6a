using Prometheus;

namespace InstructEngine.Hosting.Observability;

/// <summary>What <c>/metrics</c> shows: the meters of the product, MassTransit, ASP.NET Core and the runtime, and the process's own figures.</summary>
internal static class MetricsExport
{
    private static readonly string[] Meters = ["InstructEngine", "MassTransit", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Hosting", "System.Runtime"];

    private static readonly Lazy<bool> Started = new(Start);

    /// <summary>Once a process: prometheus-net's registry is static.</summary>
    public static void EnsureStarted() => _ = Started.Value;

    private static bool Start()
    {
        // Event counters repeat what the meters say, under names that promtool refuses. The adapter's own start waits for the first scrape,
        // and what was counted before would be lost.
        Metrics.SuppressDefaultMetrics(new SuppressDefaultMetricOptions { SuppressEventCounters = true, SuppressMeters = true });
        MeterAdapter.StartListening(new MeterAdapterOptions
        {
            InstrumentFilterPredicate = instrument => Array.Exists(Meters, name => instrument.Meter.Name.StartsWith(name, StringComparison.Ordinal)),
            MetricsExpireAfter = TimeSpan.FromDays(1),
        });
        return true;
    }
}
