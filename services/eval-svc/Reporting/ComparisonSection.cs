using InstructEngine.EvalService.Evaluation;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Base beside aligned: the prompt, both images, and what the checker read in each.</summary>
internal static class ComparisonSection
{
    public static void Write(HtmlBuilder html, ReportData data)
    {
        html.Open("section").Element("h2", "Side by side");
        html.Element("p", $"At guidance {data.Outcome.Headline.GuidanceScale:0.##}, left the base model, right the aligned one, from the same noise. Below each: what the checker read from the pixels.", ("class", "note"));
        foreach (var group in data.Comparisons)
        {
            html.Element("h3", group.Title).Element("p", group.Explanation, ("class", "note"));
            if (group.Rows.Count == 0)
                html.Element("p", "No prompt.");
            html.Open("div", ("class", "cards"));
            foreach (var row in group.Rows)
                WriteRow(html, data, row);
            html.Close("div");
        }

        html.Close("section").NewLine();
    }

    private static void WriteRow(HtmlBuilder html, ReportData data, ComparisonRow row)
    {
        html.Open("article").Element("p", row.Prompt, ("class", "prompt")).Open("div", ("class", "sides"));
        WriteSide(html, data, "base", row.Base);
        WriteSide(html, data, "aligned", row.Aligned);
        html.Close("div").Close("article");
    }

    private static void WriteSide(HtmlBuilder html, ReportData data, string side, EvaluatedImage image)
    {
        html.Open("figure");
        ReportImage.Write(html, data, image.Blob, side + " image");
        html.Open("figcaption").Element("strong", side).Open("ul", ("class", "findings"));
        foreach (var finding in image.Scores.Findings)
        {
            html.Open("li", ("class", finding.IsRight ? "right" : "wrong"));
            html.Text($"{(finding.IsRight ? "✓" : "✗")} {finding.Attribute}: {finding.Read ?? "unreadable"}");
            if (!finding.IsRight)
                html.Text($", asked {finding.Asked}");
            html.Close("li");
        }

        html.Close("ul").Close("figcaption").Close("figure");
    }
}
