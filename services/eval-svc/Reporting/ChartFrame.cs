using System.Globalization;

namespace InstructEngine.EvalService.Reporting;

/// <summary>The plotting area of an SVG chart: its grid, marks and names, and where values lie in it.</summary>
internal sealed record ChartFrame(ChartAxis X, ChartAxis Y)
{
    public const int Width = 560, Height = 300, Left = 66, Right = 14, Top = 34, Bottom = 46;

    public static void Open(HtmlBuilder html, string title) =>
        html.Open("svg", ("viewBox", $"0 0 {Width} {Height}"), ("role", "img"), ("aria-label", title), ("class", "chart"));

    public void WriteAxes(HtmlBuilder html)
    {
        foreach (var tick in Y.Ticks)
        {
            var at = Number(YOf(tick));
            html.Void("line", ("class", "grid"), ("x1", Number(Left)), ("x2", Number(Width - Right)), ("y1", at), ("y2", at));
            html.Element("text", ChartAxis.Text(tick), ("x", Number(Left - 8)), ("y", at), ("dy", "0.32em"), ("text-anchor", "end"));
        }

        foreach (var tick in X.Ticks)
            html.Element("text", ChartAxis.Text(tick), ("x", Number(XOf(tick))), ("y", Number(Height - Bottom + 18)), ("text-anchor", "middle"));

        html.Void("line", ("class", "axis"), ("x1", Number(Left)), ("x2", Number(Width - Right)), ("y1", Number(Height - Bottom)), ("y2", Number(Height - Bottom)));
        html.Element("text", X.Label, ("class", "label"), ("x", Number((Left + Width - Right) / 2.0)), ("y", Number(Height - 8)), ("text-anchor", "middle"));
        html.Element(
            "text", Y.Label, ("class", "label"), ("x", "14"), ("y", Number((Top + Height - Bottom) / 2.0)), ("text-anchor", "middle"),
            ("transform", $"rotate(-90 14 {Number((Top + Height - Bottom) / 2.0)})"));
    }

    /// <summary>A dashed horizontal line with a name, or without.</summary>
    public void WriteReference(HtmlBuilder html, (double Y, string Name) reference)
    {
        var at = YOf(reference.Y);
        html.Void("line", ("class", "reference"), ("x1", Number(Left)), ("x2", Number(Width - Right)), ("y1", Number(at)), ("y2", Number(at)));
        if (reference.Name.Length > 0)
            html.Element("text", reference.Name, ("x", Number(Width - Right - 4)), ("y", Number(at - 5)), ("text-anchor", "end"));
    }

    /// <summary>Names of lines, above the plot.</summary>
    public static void WriteLegend(HtmlBuilder html, IEnumerable<(string Name, string Style)> lines)
    {
        var at = (double)Left;
        foreach (var (name, style) in lines)
        {
            html.Void("line", ("class", "line " + style), ("x1", Number(at)), ("x2", Number(at + 22)), ("y1", "14"), ("y2", "14"));
            html.Element("text", name, ("x", Number(at + 28)), ("y", "14"), ("dy", "0.32em"));
            at += 52 + (8.5 * name.Length);
        }
    }

    public double XOf(double value) => Left + (X.Place(value) * (Width - Left - Right));

    public double YOf(double value) => Height - Bottom - (Y.Place(value) * (Height - Top - Bottom));

    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
