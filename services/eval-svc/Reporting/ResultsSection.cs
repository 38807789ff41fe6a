using InstructEngine.EvalService.Evaluation;
using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Reporting;

/// <summary>The table, and the base at every guidance scale.</summary>
internal static class ResultsSection
{
    public static void Write(HtmlBuilder html, ReportData data)
    {
        html.Open("section").Element("h2", "Results");
        GainChart.Write(html, data.Outcome.Headline, data.Scorers.Where(scorer => scorer.Unit is null));
        WriteTable(html, data, data.Outcome.Headline, $"At guidance {data.Outcome.Headline.GuidanceScale:0.##}");
        if (data.Outcome.AtBest is { } best)
            WriteTable(html, data, best, $"At guidance {best.GuidanceScale:0.##}, where the base does best");
        WriteSweep(html, data);
        html.Close("section").NewLine();
    }

    private static void WriteTable(HtmlBuilder html, ReportData data, ModelComparison comparison, string caption)
    {
        html.Open("div", ("class", "wide")).Open("table").Element("caption", caption).Open("thead").Open("tr");
        html.Element("th", "Score");
        foreach (var heading in (ReadOnlySpan<string>)["Base", "Aligned", "Difference", "95 % interval", "Relative gain", "Win rate"])
            html.Element("th", heading, ("class", "number"));
        html.Close("tr").Close("thead").Open("tbody");
        foreach (var scorer in data.Scorers)
            WriteRow(html, scorer, comparison[scorer.Name]);
        html.Close("tbody").Close("table").Close("div");
    }

    private static void WriteRow(HtmlBuilder html, ScorerDescription scorer, Statistics.PairedComparison figures)
    {
        html.Open("tr").Open("th", ("scope", "row")).Text(scorer.Name).Element("small", scorer.Meaning).Close("th");
        html.Element("td", scorer.Format(figures.Base), ("class", "number"));
        html.Element("td", scorer.Format(figures.Aligned), ("class", "number"));
        html.Element("td", scorer.FormatDifference(figures.Gain), ("class", figures.Difference.ExcludesZero ? "number settled" : "number"));
        html.Element("td", scorer.FormatRange(figures.Difference.Low, figures.Difference.High), ("class", "number"));
        html.Element("td", figures.RelativeGain is { } gain ? $"{100 * gain:+0.0;−0.0;0.0} %" : "base is 0", ("class", "number"));
        html.Element("td", $"{100 * figures.WinRate:0.0} %", ("class", "number"));
        html.Close("tr");
    }

    private static void WriteSweep(HtmlBuilder html, ReportData data)
    {
        var scorer = data.Scorers[0];
        html.Open("div", ("class", "wide")).Open("table").Element("caption", $"The base model, {scorer.Name}, by guidance");
        html.Open("thead").Open("tr").Element("th", "Guidance");
        foreach (var entry in data.Outcome.BaseSweep)
            html.Element("th", $"{entry.GuidanceScale:0.##}", ("class", "number"));
        html.Close("tr").Close("thead").Open("tbody").Open("tr").Element("th", "Base", ("scope", "row"));
        foreach (var entry in data.Outcome.BaseSweep)
            html.Element("td", scorer.Format(entry.Mean), ("class", "number"));
        html.Close("tr").Close("tbody").Close("table").Close("div");
        html.Element("p", "A difference in bold has an interval that excludes zero. Win rate: share of prompts where the aligned model scores higher, ties one half.", ("class", "note"));
    }
}
