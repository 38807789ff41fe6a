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

    public void Write(HtmlBuilder html)
    {
        var points = Series.SelectMany(line => line.Points).ToArray();
        double[] around = Reference is { } reference ? [reference.Y] : [];
        var frame = new ChartFrame(
            ChartAxis.For(XLabel, points.Select(point => point.X), [.. Marks.Select(mark => mark.X)]), ChartAxis.For(YLabel, points.Select(point => point.Y), around));

        ChartFrame.Open(html, Title);
        frame.WriteAxes(html);
        if (Reference is { } line)
            frame.WriteReference(html, line);
        foreach (var mark in Marks)
            WriteMark(html, frame, mark);
        ChartFrame.WriteLegend(html, Series.Select(series => (series.Name, series.Style)));
        foreach (var series in Series.Where(series => series.Points.Count > 0))
            html.Void("path", ("class", "line " + series.Style), ("d", PathOf(series, frame)));
        html.Close("svg");
    }

    private static void WriteMark(HtmlBuilder html, ChartFrame frame, (double X, string Name) mark)
    {
        var at = ChartFrame.Number(frame.XOf(mark.X));
        html.Void(
            "line", ("class", "mark"), ("x1", at), ("x2", at), ("y1", ChartFrame.Number(ChartFrame.Top)), ("y2", ChartFrame.Number(ChartFrame.Height - ChartFrame.Bottom)));
        html.Element("text", mark.Name, ("x", at), ("y", ChartFrame.Number(ChartFrame.Top + 10)), ("dx", "4"));
    }

    private static string PathOf(ChartSeries series, ChartFrame frame)
    {
        var path = new StringBuilder();
        foreach (var point in series.Points.Where(point => double.IsFinite(point.Y)))
            path.Append(path.Length == 0 ? 'M' : 'L').Append(ChartFrame.Number(frame.XOf(point.X))).Append(' ').Append(ChartFrame.Number(frame.YOf(point.Y)));
        return path.ToString();
    }
}
