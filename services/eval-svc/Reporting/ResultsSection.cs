using InstructEngine.EvalService.Evaluation;

namespace InstructEngine.EvalService.Reporting;

/// <summary>The table, and the base at every guidance scale.</summary>
internal static class ResultsSection
{
    public static void Write(HtmlBuilder html, ComparedModels models)
    {
        var outcome = models.Outcome;
        html.Open("section").Element("h2", "Results");
        ScoreCharts.Rates(models)?.Write(html);
        ScoreCharts.RelativeGains(models)?.Write(html);
        WriteTable(html, models, outcome.Headline, $"At guidance {outcome.Headline.GuidanceScale:0.##}");
        if (outcome.AtBest is { } best)
            WriteTable(html, models, best, $"At guidance {best.GuidanceScale:0.##}, where the base does best");
        WriteSweep(html, models);
        html.Element("p", "A difference in bold has an interval that excludes zero. Win rate: share of prompts where the aligned model scores higher, ties one half.", ("class", "note"));
        html.Close("section").NewLine();
    }

    private static void WriteTable(HtmlBuilder html, ComparedModels models, ModelComparison comparison, string caption) =>
        ScoreTable.Write(html, caption, "Score", models.FiguresOf(comparison.Scorers).Select(entry => (entry.Scorer, entry.Scorer.Name, entry.Scorer.Meaning, entry.Figures)));

    private static void WriteSweep(HtmlBuilder html, ComparedModels models)
    {
        var (sweep, scorer) = (models.Outcome.BaseSweep, models.HeadlineScorer);
        if (sweep.Count < 2)
            return;

        var format = ScoreFormat.Of(scorer, [.. sweep.Select(entry => entry.Mean)]);
        var caption = $"The base model, {scorer.Name}, by guidance";
        html.OpenWide(caption).Open("table").Element("caption", caption);
        html.Open("thead").Open("tr").Element("th", "Guidance", ("scope", "col"));
        foreach (var entry in sweep)
            html.Element("th", $"{entry.GuidanceScale:0.##}", ("scope", "col"), ("class", "number"));
        html.Close("tr").Close("thead").Open("tbody").Open("tr").Element("th", "Base", ("scope", "row"));
        foreach (var entry in sweep)
            html.Element("td", format.Value(entry.Mean), ("class", "number"));
        html.Close("tr").Close("tbody").Close("table").Close("div");
    }
}
