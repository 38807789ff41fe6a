using System.Diagnostics.Metrics;

namespace InstructEngine.RenderService.Pairs;

/// <summary>What render-svc counts and measures.</summary>
internal static class RenderMetrics
{
    private static readonly Meter Meter = new("InstructEngine");

    private static readonly Counter<long> Pairs = Meter.CreateCounter<long>(
        "instructengine_pairs_total", description: "Image pairs by outcome (rendered, rejected) and, where rejected, kind of reason.");

    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>(
        "instructengine_render_seconds", "s", "Time to draw the two images of an attempt.");

    public static void Count(PairOutcome outcome) => Pairs.Add(
        1,
        new KeyValuePair<string, object?>("outcome", outcome.Rejected is null ? "rendered" : "rejected"),
        new KeyValuePair<string, object?>("reason", outcome.Rejected?.Reason.Split(':')[0] ?? ""));

    public static void Drawn(TimeSpan time) => Seconds.Record(time.TotalSeconds);
}
