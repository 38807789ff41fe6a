using System.Diagnostics.Metrics;

namespace InstructEngine.RenderService.Pairs;

/// <summary>What render-svc counts and measures.</summary>
internal static class RenderMetrics
{
    private static readonly Meter Meter = new("InstructEngine");

    private static readonly Counter<long> Pairs = Meter.CreateCounter<long>(
        "instructengine_pairs_total", description: "Image pairs by outcome (rendered, rejected) and, where rejected, kind of reason.");

    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>(
        "instructengine_render_seconds", "s", "Time of a drawing, by renderer: the two images of an attempt, or one image of an endpoint.");

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "instructengine_render_attempts_total", description: "Attempts to draw a pair, by renderer and by what came of them (passed, or the kind of the reason why not).");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "instructengine_render_retries_total", description: "Requests that were sent to an endpoint again, by endpoint and by why.");

    private static readonly Counter<long> SmallerBatches = Meter.CreateCounter<long>(
        "instructengine_render_smaller_batches_total", description: "Batches that did not fit into memory and were drawn image by image.");

    public static void Count(PairOutcome outcome) => Pairs.Add(
        1,
        new KeyValuePair<string, object?>("outcome", outcome.Rejected is null ? "rendered" : "rejected"),
        new KeyValuePair<string, object?>("reason", outcome.Rejected?.Reason.Split(':')[0] ?? ""));

    public static void Drawn(string renderer, TimeSpan time) => Seconds.Record(time.TotalSeconds, new KeyValuePair<string, object?>("renderer", renderer));

    public static void Attempted(string renderer, string result) =>
        Attempts.Add(1, new KeyValuePair<string, object?>("renderer", renderer), new KeyValuePair<string, object?>("result", result));

    public static void Retried(string endpoint, string reason) =>
        Retries.Add(1, new KeyValuePair<string, object?>("endpoint", endpoint), new KeyValuePair<string, object?>("reason", reason));

    public static void MemoryExhausted() => SmallerBatches.Add(1);
}
