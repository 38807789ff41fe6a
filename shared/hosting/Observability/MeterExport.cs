using System.Diagnostics.Metrics;
using Prometheus;

namespace InstructEngine.Hosting.Observability;

/// <summary>
/// Hands .NET meters to prometheus-net. Its own adapter shows counters as gauges, leaves .NET's gauges out and puts the meter's name before every
/// other, which promtool refuses.
/// </summary>
internal sealed class MeterExport : IDisposable
{
    // Seconds: from a query to a training step.
    private static readonly double[] Buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    private readonly MetricFactory _metrics;
    private readonly MeterListener _listener = new();

    public MeterExport(CollectorRegistry registry, Func<Instrument, bool> wanted)
    {
        _metrics = Metrics.WithCustomRegistry(registry);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (wanted(instrument))
                listener.EnableMeasurementEvents(instrument, KindOf(instrument));
        };
        _listener.SetMeasurementEventCallback<byte>((instrument, value, tags, kind) => Record(instrument, value, tags, kind));
        _listener.SetMeasurementEventCallback<short>((instrument, value, tags, kind) => Record(instrument, value, tags, kind));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, kind) => Record(instrument, value, tags, kind));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, kind) => Record(instrument, value, tags, kind));
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, kind) => Record(instrument, value, tags, kind));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, kind) => Record(instrument, value, tags, kind));
        _listener.SetMeasurementEventCallback<decimal>((instrument, value, tags, kind) => Record(instrument, (double)value, tags, kind));
        _listener.Start();
        registry.AddBeforeCollectCallback(_listener.RecordObservableInstruments);
    }

    public void Dispose() => _listener.Dispose();

    private enum Kind
    {
        Counter,
        ObservedCounter,
        UpDown,
        Gauge,
        Histogram,
    }

    private static Series KindOf(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        // MassTransit counts what is in work with counters, and counts them down again.
        var kind = type == typeof(Counter<>) ? (instrument.Name.EndsWith(".active", StringComparison.Ordinal) ? Kind.UpDown : Kind.Counter)
            : type == typeof(ObservableCounter<>) ? Kind.ObservedCounter
            : type == typeof(UpDownCounter<>) ? Kind.UpDown
            : type == typeof(Histogram<>) ? Kind.Histogram
            : Kind.Gauge;
        return new(kind, MetricName.Of(instrument, kind is Kind.Counter or Kind.ObservedCounter), instrument.Description ?? instrument.Name);
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (state is not Series series || !double.IsFinite(value))
            return;

        var (names, values) = Labels(tags);
        var scaled = value * series.Name.Scale;
        switch (series.Kind)
        {
            case Kind.Counter:
                _metrics.CreateCounter(series.Name.Name, series.Help, names).WithLabels(values).Inc(Math.Max(scaled, 0));
                break;
            case Kind.ObservedCounter:
                _metrics.CreateCounter(series.Name.Name, series.Help, names).WithLabels(values).IncTo(scaled);
                break;
            case Kind.UpDown:
                _metrics.CreateGauge(series.Name.Name, series.Help, names).WithLabels(values).Inc(scaled);
                break;
            case Kind.Histogram:
                _metrics.CreateHistogram(series.Name.Name, series.Help, names, new HistogramConfiguration { Buckets = Buckets }).WithLabels(values).Observe(scaled);
                break;
            default:
                _metrics.CreateGauge(series.Name.Name, series.Help, names).WithLabels(values).Set(scaled);
                break;
        }
    }

    /// <summary>Sorted: .NET's tags come in any order.</summary>
    private static (string[] Names, string[] Values) Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var sorted = tags.ToArray();
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return (Array.ConvertAll(sorted, tag => MetricName.Clean(tag.Key)), Array.ConvertAll(sorted, tag => tag.Value?.ToString() ?? ""));
    }

    private sealed record Series(Kind Kind, MetricName Name, string Help);
}
