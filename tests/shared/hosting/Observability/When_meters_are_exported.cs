using System.Diagnostics.Metrics;
using System.Text;
using InstructEngine.Hosting.Observability;
using Prometheus;

namespace InstructEngine.Shared.Tests.Hosting.Observability;

public sealed class When_meters_are_exported : IDisposable
{
    private readonly Meter _meter = new($"test-{Guid.NewGuid():n}");
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();

    private readonly MeterExport _export;

    public When_meters_are_exported() => _export = new MeterExport(_registry, instrument => instrument.Meter == _meter);

    [Fact]
    public async Task Counters_end_in_total_and_carry_their_tags()
    {
        var pairs = _meter.CreateCounter<long>("instructengine_pairs_total", description: "Pairs.");
        var events = _meter.CreateCounter<int>("messaging.events");
        pairs.Add(2, new("reason", null), new("outcome", "rendered"));
        pairs.Add(3, new("outcome", "rendered"), new("reason", ""));
        events.Add(1);

        var text = await TextAsync();

        Assert.Contains("# TYPE instructengine_pairs_total counter\ninstructengine_pairs_total{outcome=\"rendered\",reason=\"\"} 5\n", text, StringComparison.Ordinal);
        Assert.Contains("# HELP instructengine_pairs_total Pairs.\n", text, StringComparison.Ordinal);
        Assert.Contains("messaging_events_total 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_are_in_seconds()
    {
        _meter.CreateHistogram<double>("delivery.duration", "ms").Record(1500);
        _meter.CreateHistogram<double>("render_seconds", "s").Record(2);

        var text = await TextAsync();

        Assert.Contains("delivery_duration_seconds_sum 1.5\n", text, StringComparison.Ordinal);
        Assert.Contains("delivery_duration_seconds_bucket{le=\"2.5\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("render_seconds_sum 2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gauges_show_the_last_value_and_observed_ones_the_one_of_now()
    {
        var value = 1.0;
        _meter.CreateObservableCounter("collections", () => (long)value);
        _meter.CreateObservableGauge("heap", () => value, "By");
        var active = _meter.CreateUpDownCounter<int>("active");
        var inWork = _meter.CreateCounter<long>("messaging.masstransit.consume.active");
        inWork.Add(1);
        inWork.Add(-1);
        var loss = _meter.CreateGauge<double>("loss");
        active.Add(3);
        active.Add(-1);
        loss.Record(0.69);
        loss.Record(0.5);
        loss.Record(double.NaN);
        await TextAsync();
        value = 7;

        var text = await TextAsync();

        Assert.Contains("collections_total 7\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE heap_bytes gauge\nheap_bytes 7\n", text, StringComparison.Ordinal);
        Assert.Contains("messaging_masstransit_consume_active 0\n", text, StringComparison.Ordinal);
        Assert.Contains("active 2\n", text, StringComparison.Ordinal);
        Assert.Contains("loss 0.5\n", text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _export.Dispose();
        _meter.Dispose();
    }

    private async Task<string> TextAsync()
    {
        using var stream = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
