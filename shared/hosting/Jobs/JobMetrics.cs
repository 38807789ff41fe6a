using System.Diagnostics.Metrics;

namespace InstructEngine.Hosting.Jobs;

/// <summary>What is measured of stored jobs.</summary>
internal static class JobMetrics
{
    private static readonly Meter Meter = new("InstructEngine");

    private static readonly Gauge<long> Jobs = Meter.CreateGauge<long>(
        "instructengine_jobs", description: "Stored jobs that wait or run, in all processes, by kind and state. Every process with a worker of the kind shows the same.");

    public static void Count(string kind, JobState state, int jobs) =>
        Jobs.Record(jobs, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("state", state.ToString().ToLowerInvariant()));
}
