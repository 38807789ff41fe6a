using System.Globalization;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Base and aligned on one scale from 0 to 100 %, a row a scorer; behind the aligned dot the interval of the gain.</summary>
internal static class GainChart
{
    private const int Width = 560;

    private const int Left = 120;

    private const int Right = 20;

    private const int Top = 34;

    private const int RowHeight = 26;

    private const int Foot = 24;

    public static void Write(HtmlBuilder html, ModelComparison comparison, IEnumerable<ScorerDescription> rates)
    {
        var rows = rates.ToArray();
        var bottom = Top + (rows.Length * RowHeight);
        html.Open(
            "svg", ("viewBox", $"0 0 {Width} {bottom + Foot}"), ("role", "img"), ("class", "chart"),
            ("aria-label", $"Base and aligned at guidance {comparison.GuidanceScale:0.##}, by score"));
        WriteLegend(html);
        for (var share = 0; share <= 4; share++)
        {
            var x = Number(XOf(share / 4.0));
            html.Void("line", ("class", "grid"), ("x1", x), ("x2", x), ("y1", Number(Top)), ("y2", Number(bottom)));
            html.Element("text", $"{25 * share} %", ("x", x), ("y", Number(bottom + 16)), ("text-anchor", "middle"));
        }

        for (var i = 0; i < rows.Length; i++)
            WriteRow(html, rows[i].Name, comparison[rows[i].Name], Top + (RowHeight * (i + 0.5)));
        html.Close("svg");
    }

    private static void WriteRow(HtmlBuilder html, string name, Statistics.PairedComparison figures, double y)
    {
        var at = Number(y);
        html.Element("text", name, ("class", "label"), ("x", Number(Left - 10)), ("y", at), ("dy", "0.32em"), ("text-anchor", "end"));
        html.Void(
            "line", ("class", "interval"), ("x1", Number(XOf(figures.Base + figures.Difference.Low))), ("x2", Number(XOf(figures.Base + figures.Difference.High))),
            ("y1", at), ("y2", at));
        html.Void("circle", ("class", "base"), ("cx", Number(XOf(figures.Base))), ("cy", at), ("r", "5"));
        html.Void("circle", ("class", "aligned"), ("cx", Number(XOf(figures.Aligned))), ("cy", at), ("r", "5"));
    }

    private static void WriteLegend(HtmlBuilder html)
    {
        html.Void("circle", ("class", "base"), ("cx", Number(Left)), ("cy", "14"), ("r", "5"));
        html.Element("text", "base", ("x", Number(Left + 12)), ("y", "14"), ("dy", "0.32em"));
        html.Void("circle", ("class", "aligned"), ("cx", Number(Left + 70)), ("cy", "14"), ("r", "5"));
        html.Element("text", "aligned, 95 % interval of the gain", ("x", Number(Left + 82)), ("y", "14"), ("dy", "0.32em"));
    }

    private static double XOf(double share) => Left + (Math.Clamp(share, 0, 1) * (Width - Left - Right));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
