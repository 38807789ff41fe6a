using System.Globalization;
using System.Text;

namespace InstructEngine.EvalService.Reporting;

/// <summary>One line of a chart.</summary>
/// <param name="Style">A class of the style sheet, which gives the line its colour in light and dark.</param>
internal sealed record ChartSeries(string Name, string Style, IReadOnlyList<(double X, double Y)> Points);

/// <summary>A line chart as inline SVG, coloured by the page's style sheet.</summary>
/// <param name="Reference">A dashed horizontal line with a name, e.g. chance.</param>
internal sealed record LineChart(string Title, string XLabel, string YLabel, IReadOnlyList<ChartSeries> Series, (double Y, string Name)? Reference)
{
    /// <summary>Vertical lines with a name.</summary>
    public IReadOnlyList<(double X, string Name)> Marks { get; init; } = [];

    private const int Width = 560;

    private const int Height = 300;

    private const int Left = 58;

    private const int Right = 14;

    private const int Top = 34;

    private const int Bottom = 46;

    public void Write(HtmlBuilder html)
    {
        var points = Series.SelectMany(line => line.Points).ToArray();
        var x = ChartAxis.For(XLabel, points.Select(point => point.X), [.. Marks.Select(mark => mark.X)]);
        double[] around = Reference is { } reference ? [reference.Y] : [];
        var y = ChartAxis.For(YLabel, points.Select(point => point.Y), around);

        html.Open("svg", ("viewBox", $"0 0 {Width} {Height}"), ("role", "img"), ("aria-label", Title), ("class", "chart"));
        WriteAxes(html, x, y);
        if (Reference is { } line)
            WriteReference(html, y, line);
        foreach (var mark in Marks)
            WriteMark(html, x, mark);
        WriteLegend(html);
        foreach (var series in Series.Where(series => series.Points.Count > 0))
            html.Void("path", ("class", "line " + series.Style), ("d", PathOf(series, x, y)));
        html.Close("svg");
    }

    private static void WriteAxes(HtmlBuilder html, ChartAxis x, ChartAxis y)
    {
        foreach (var tick in y.Ticks)
        {
            var at = Number(YOf(y, tick));
            html.Void("line", ("class", "grid"), ("x1", Number(Left)), ("x2", Number(Width - Right)), ("y1", at), ("y2", at));
            html.Element("text", Number(tick), ("x", Number(Left - 8)), ("y", at), ("dy", "0.32em"), ("text-anchor", "end"));
        }

        foreach (var tick in x.Ticks)
            html.Element("text", Number(tick), ("x", Number(XOf(x, tick))), ("y", Number(Height - Bottom + 18)), ("text-anchor", "middle"));

        html.Void("line", ("class", "axis"), ("x1", Number(Left)), ("x2", Number(Width - Right)), ("y1", Number(Height - Bottom)), ("y2", Number(Height - Bottom)));
        html.Element("text", x.Label, ("class", "label"), ("x", Number((Left + Width - Right) / 2.0)), ("y", Number(Height - 8)), ("text-anchor", "middle"));
        html.Element(
            "text", y.Label, ("class", "label"), ("x", "14"), ("y", Number((Top + Height - Bottom) / 2.0)), ("text-anchor", "middle"),
            ("transform", $"rotate(-90 14 {Number((Top + Height - Bottom) / 2.0)})"));
    }

    private static void WriteReference(HtmlBuilder html, ChartAxis y, (double Y, string Name) reference)
    {
        var at = YOf(y, reference.Y);
        html.Void("line", ("class", "reference"), ("x1", Number(Left)), ("x2", Number(Width - Right)), ("y1", Number(at)), ("y2", Number(at)));
        html.Element("text", reference.Name, ("x", Number(Width - Right - 4)), ("y", Number(at - 5)), ("text-anchor", "end"));
    }

    private static void WriteMark(HtmlBuilder html, ChartAxis x, (double X, string Name) mark)
    {
        var at = Number(XOf(x, mark.X));
        html.Void("line", ("class", "mark"), ("x1", at), ("x2", at), ("y1", Number(Top)), ("y2", Number(Height - Bottom)));
        html.Element("text", mark.Name, ("x", at), ("y", Number(Top + 10)), ("dx", "4"));
    }

    private void WriteLegend(HtmlBuilder html)
    {
        var at = (double)Left;
        foreach (var series in Series)
        {
            html.Void("line", ("class", "line " + series.Style), ("x1", Number(at)), ("x2", Number(at + 22)), ("y1", "14"), ("y2", "14"));
            html.Element("text", series.Name, ("x", Number(at + 28)), ("y", "14"), ("dy", "0.32em"));
            at += 52 + (8.5 * series.Name.Length);
        }
    }

    private static string PathOf(ChartSeries series, ChartAxis x, ChartAxis y)
    {
        var path = new StringBuilder();
        foreach (var point in series.Points.Where(point => double.IsFinite(point.Y)))
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Number(XOf(x, point.X))).Append(' ').Append(Number(YOf(y, point.Y)));
        return path.ToString();
    }

    private static double XOf(ChartAxis axis, double value) => Left + (axis.Place(value) * (Width - Left - Right));

    private static double YOf(ChartAxis axis, double value) => Height - Bottom - (axis.Place(value) * (Height - Top - Bottom));

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
