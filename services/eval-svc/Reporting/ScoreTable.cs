using InstructEngine.EvalService.Statistics;
using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Base against aligned, a row a figure.</summary>
internal static class ScoreTable
{
    /// <param name="first">Heading of the first column.</param>
    public static void Write(HtmlBuilder html, string caption, string first, IEnumerable<(ScorerDescription Scorer, string Name, string Note, PairedComparison Figures)> rows)
    {
        html.OpenWide(caption).Open("table").Element("caption", caption).Open("thead").Open("tr").Element("th", first, ("scope", "col"));
        foreach (var heading in (ReadOnlySpan<string>)["Base", "Aligned", "Difference", "95 % interval", "Relative gain", "Win rate"])
            html.Element("th", heading, ("scope", "col"), ("class", "number"));
        html.Close("tr").Close("thead").Open("tbody");
        foreach (var (scorer, name, note, figures) in rows)
            WriteRow(html, scorer, name, note, figures);
        html.Close("tbody").Close("table").Close("div");
    }

    private static void WriteRow(HtmlBuilder html, ScorerDescription scorer, string name, string note, PairedComparison figures)
    {
        var format = ScoreFormat.Of(scorer, figures.Base, figures.Aligned, figures.Gain);
        html.Open("tr").Open("th", ("scope", "row")).Element("bdi", name).Element("small", note).Close("th");
        html.Element("td", format.Value(figures.Base), ("class", "number"));
        html.Element("td", format.Value(figures.Aligned), ("class", "number"));
        html.Element("td", format.Difference(figures.Gain), ("class", figures.Difference.ExcludesZero ? "number settled" : "number"));
        html.Element("td", figures.Difference.TooFew ? "too few prompts" : format.Range(figures.Difference.Low, figures.Difference.High), ("class", "number"));
        html.Element("td", RelativeGain(figures), ("class", "number"));
        html.Element("td", $"{100 * figures.WinRate:0.0} %", ("class", "number"));
        html.Close("tr");
    }

    private static string RelativeGain(PairedComparison figures) => figures switch
    {
        { RelativeGain: null } => "base is 0",
        { IsNearZero: true } => "base is near 0",
        { RelativeGain: { } gain } => ScoreFormat.Percent(gain),
    };
}
