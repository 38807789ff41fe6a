using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace InstructEngine.RenderService.Pairs;

/// <summary>What rendering tells to the metrics.</summary>
internal sealed class RenderMetrics
{
    private readonly Counter<long> _rendered, _rejected;
    private readonly Histogram<double> _seconds;

    public RenderMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("InstructEngine.Render");
        _rendered = meter.CreateCounter<long>("instructengine.pairs.rendered", description: "Image pairs that passed the check.");
        _rejected = meter.CreateCounter<long>("instructengine.pairs.rejected", description: "Image pairs that were given up, by reason.");
        _seconds = meter.CreateHistogram<double>("instructengine.render.seconds", "s", "Time to draw the two images of an attempt.");
    }

    public void Ended(PairOutcome outcome)
    {
        if (outcome.Rejected is { } rejected)
        {
            _rejected.Add(1, new KeyValuePair<string, object?>("reason", rejected.Reason.Split(':')[0]));
        }
        else
        {
            _rendered.Add(1);
        }
    }

    /// <summary>Measures until it is disposed.</summary>
    public IDisposable Drawing() => new Timer(_seconds);

    private sealed class Timer(Histogram<double> seconds) : IDisposable
    {
        private readonly long _began = Stopwatch.GetTimestamp();

        public void Dispose() => seconds.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds);
    }
}
