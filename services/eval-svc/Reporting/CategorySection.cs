namespace InstructEngine.EvalService.Reporting;

/// <summary>The same figures by category of the suite: a chart a scorer, and the tables behind them.</summary>
internal static class CategorySection
{
    public static void Write(HtmlBuilder html, ComparedModels models)
    {
        var comparison = models.Outcome.Headline;
        if (comparison.Categories.Count == 0)
            return;

        html.Open("section").Element("h2", "By category");
        html.Element(
            "p",
            $"The {comparison.Categories.Count} categories of the suite at guidance {comparison.GuidanceScale:0.##}. Few prompts make wide intervals, and of many categories some look good or bad by chance.",
            ("class", "note"));
        html.Open("div", ("class", "charts"));
        foreach (var (scorer, _) in models.FiguresOf(comparison.Scorers))
        {
            html.Open("figure").Element("figcaption", $"{scorer.Name}: {scorer.Meaning}");
            ScoreCharts.ByCategory(scorer, comparison).Write(html);
            html.Close("figure");
        }

        html.Close("div").Open("details").Element("summary", "The figures of every category");
        foreach (var category in comparison.Categories)
        {
            ScoreTable.Write(
                html, $"{category.Name}, {category.Prompts} {(category.Prompts == 1 ? "prompt" : "prompts")}", "Score",
                models.FiguresOf(category.Scorers).Select(entry => (entry.Scorer, entry.Scorer.Name, entry.Scorer.Meaning, entry.Figures)));
        }

        html.Close("details").Close("section").NewLine();
    }
}
