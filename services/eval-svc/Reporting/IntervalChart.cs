using static InstructEngine.EvalService.Reporting.ChartFrame;

namespace InstructEngine.EvalService.Reporting;

/// <summary>A row of an <see cref="IntervalChart"/>.</summary>
/// <param name="Base">A ring; null for none.</param>
/// <param name="Value">A dot.</param>
/// <param name="Interval">A bar behind the dot; null for none.</param>
internal sealed record IntervalRow(string Name, double? Base, double Value, (double Low, double High)? Interval);

/// <summary>Values with their intervals on one scale, a row each, as inline SVG.</summary>
/// <param name="Suffix">Behind each mark of the axis, as <c> %</c>.</param>
internal sealed record IntervalChart(string Title, IReadOnlyList<IntervalRow> Rows, ChartAxis Axis, string Suffix = "")
{
    private const int RowHeight = 26, Foot = 24, LongestName = 24;

    /// <summary>A vertical line, e.g. no gain.</summary>
    public double? Reference { get; init; }

    /// <summary>What the dots and their bars are.</summary>
    public string Legend { get; init; } = "aligned, 95 % interval of the gain";

    // As wide as the longest name at the size that text has on a phone.
    private int NameWidth => 24 + (int)(9.5 * Rows.Max(row => Math.Min(row.Name.Length, LongestName)));

    public void Write(HtmlBuilder html)
    {
        var bottom = Top + (Rows.Count * RowHeight);
        html.Open("svg", ("viewBox", $"0 0 {Width} {bottom + Foot}"), ("role", "img"), ("class", "chart"), ("aria-label", Title));
        WriteLegend(html);
        foreach (var tick in Axis.Ticks)
        {
            var x = Number(XOf(tick));
            html.Void("line", ("class", "grid"), ("x1", x), ("x2", x), ("y1", Number(Top)), ("y2", Number(bottom)));
            html.Element("text", ChartAxis.Text(tick) + Suffix, ("x", x), ("y", Number(bottom + 17)), ("text-anchor", "middle"));
        }

        if (Reference is { } at)
            html.Void("line", ("class", "reference"), ("x1", Number(XOf(at))), ("x2", Number(XOf(at))), ("y1", Number(Top)), ("y2", Number(bottom)));
        foreach (var (index, row) in Rows.Index())
            WriteRow(html, row, Number(Top + (RowHeight * (index + 0.5))));
        html.Close("svg");
    }

    private void WriteRow(HtmlBuilder html, IntervalRow row, string y)
    {
        html.Open("text", ("class", "label"), ("x", "12"), ("y", y), ("dy", "0.32em"));
        html.Text(row.Name.Length <= LongestName ? row.Name : row.Name[..(LongestName - 1)] + "…").Element("title", row.Name).Close("text");
        if (row.Interval is var (low, high))
            html.Void("line", ("class", "interval"), ("x1", Number(XOf(low))), ("x2", Number(XOf(high))), ("y1", y), ("y2", y));
        if (row.Base is { } start)
            html.Void("circle", ("class", "base"), ("cx", Number(XOf(start))), ("cy", y), ("r", "5"));
        html.Void("circle", ("class", "aligned"), ("cx", Number(XOf(row.Value))), ("cy", y), ("r", "5"));
    }

    private void WriteLegend(HtmlBuilder html)
    {
        var at = NameWidth;
        if (Rows.Any(row => row.Base is not null))
        {
            html.Void("circle", ("class", "base"), ("cx", Number(at)), ("cy", "14"), ("r", "5"));
            html.Element("text", "base", ("x", Number(at + 12)), ("y", "14"), ("dy", "0.32em"));
            at += 70;
        }

        html.Void("circle", ("class", "aligned"), ("cx", Number(at)), ("cy", "14"), ("r", "5"));
        html.Element("text", Legend, ("x", Number(at + 12)), ("y", "14"), ("dy", "0.32em"));
    }

    private double XOf(double value) => NameWidth + (Math.Clamp(Axis.Place(value), 0, 1) * (Width - NameWidth - 24));
}
