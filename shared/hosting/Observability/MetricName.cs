using System.Diagnostics.Metrics;

namespace InstructEngine.Hosting.Observability;

/// <summary>An instrument's name and unit as Prometheus wants them: base units, <c>_total</c> on counters and nowhere else.</summary>
/// <param name="Scale">What a measurement is multiplied with to be in the base unit.</param>
internal sealed record MetricName(string Name, double Scale)
{
    public static MetricName Of(Instrument instrument, bool isCounter)
    {
        var name = Clean(instrument.Name);
        if (name.EndsWith("_total", StringComparison.Ordinal))
            name = name[..^"_total".Length];

        var (suffix, scale) = instrument.Unit switch
        {
            "s" => ("_seconds", 1.0),
            "ms" => ("_seconds", 1e-3),
            "By" => ("_bytes", 1.0),
            _ => ("", 1.0),
        };
        if (!name.EndsWith(suffix, StringComparison.Ordinal))
            name += suffix;

        return new(isCounter ? name + "_total" : name, scale);
    }

    public static string Clean(string name) => string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
}
