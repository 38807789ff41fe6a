using InstructEngine.EvalService.Evaluation;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Base beside aligned: the prompt, both images, and what the checker read in each or how they scored.</summary>
internal static class ComparisonSection
{
    public static void Write(HtmlBuilder html, ComparedModels models)
    {
        html.Open("section").Element("h2", "Side by side");
        html.Element(
            "p",
            $"At guidance {models.Outcome.Headline.GuidanceScale:0.##}, left the base model, right the aligned one, from the same noise. Below each: "
            + (ExampleChooser.HasFindings(models.Outcome.Headline) ? "what the checker read from the pixels." : "its scores."),
            ("class", "note"));
        foreach (var group in models.Groups)
        {
            html.Element("h3", group.Title).Element("p", group.Explanation, ("class", "note"));
            if (group.Rows.Count == 0)
                html.Element("p", "No prompt.");
            html.Open("div", ("class", "cards"));
            foreach (var row in group.Rows)
                WriteRow(html, models, row);
            html.Close("div");
        }

        html.Close("section").NewLine();
    }

    private static void WriteRow(HtmlBuilder html, ComparedModels models, ComparisonRow row)
    {
        html.Open("article").Foreign("p", row.Prompt).Open("div", ("class", "sides"));
        WriteSide(html, models, "base", row.Base);
        WriteSide(html, models, "aligned", row.Aligned);
        html.Close("div").Close("article");
    }

    private static void WriteSide(HtmlBuilder html, ComparedModels models, string side, EvaluatedImage image)
    {
        html.Open("figure");
        ReportImage.Write(html, models.Images, image.Blob, side + " image");
        html.Open("figcaption").Element("strong", side).Open("ul", ("class", "findings"));
        if (image.Scores.Findings.Count > 0)
            WriteFindings(html, image);
        else
            WriteScores(html, models, image);
        html.Close("ul").Close("figcaption").Close("figure");
    }

    private static void WriteFindings(HtmlBuilder html, EvaluatedImage image)
    {
        foreach (var finding in image.Scores.Findings)
        {
            html.Open("li", ("class", finding.IsRight ? "right" : "wrong"));
            html.Text($"{(finding.IsRight ? "✓" : "✗")} {finding.Attribute}: {finding.Read ?? "unreadable"}");
            if (!finding.IsRight)
                html.Text($", asked {finding.Asked}");
            html.Close("li");
        }
    }

    private static void WriteScores(HtmlBuilder html, ComparedModels models, EvaluatedImage image)
    {
        foreach (var scorer in models.Scorers)
        {
            if (image.Scores.Values.TryGetValue(scorer.Name, out var value))
                html.Element("li", $"{scorer.Name}: {(double.IsFinite(value) ? ScoreFormat.OfImage(scorer).Value(value) : "no number")}");
        }
    }
}
