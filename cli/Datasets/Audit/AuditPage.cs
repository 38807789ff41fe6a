using System.Text;
using InstructEngine.EvalService.Reporting;

namespace InstructEngine.Cli.Datasets.Audit;

/// <summary>The audit to look at: one file without scripts or outside references, with pictures.</summary>
internal static class AuditPage
{
    private const int MostMissing = 100;

    public static byte[] Write(AuditReport report, IReadOnlyList<(string Dimension, AuditSample Sample)> samples)
    {
        var html = PageFrame.Open($"Audit: {report.Source}");
        html.Open("header").Element("h1", $"Audit of “{report.Source}”", ("class", "foreign"));
        html.Element("p", Headline(report), ("class", "headline"));
        if (report.DatasetHash is { } hash)
            html.Open("p", ("class", "note")).Text("Dataset ").Element("code", hash).Close("p");
        html.Close("header").NewLine();
        Fits(html, report);
        Duplicates(html, report);
        Suite(html, report.Suite);
        Coverage(html, report.Coverage);
        foreach (var (dimension, sample) in samples)
            AuditPictures.Write(html, dimension, sample);
        return Encoding.UTF8.GetBytes(PageFrame.Close(html));
    }

    public static string NameOf(string dimension) => dimension switch
    {
        "none" => "no dimension",
        _ => string.Concat(dimension.Select((letter, index) => index > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}")),
    };

    private static string Headline(AuditReport report)
    {
        var text = $"{report.Pairs} pairs in {report.Coverage.Covered} of {report.Coverage.Leaves} leaves, {report.NearDuplicateRate:0.00 %} near duplicates";
        return report.Suite is { } suite ? $"{text}, {suite.Overlaps} instructions that overlap with {suite.File}." : text + ".";
    }

    private static void Fits(HtmlBuilder html, AuditReport report)
    {
        html.Open("section").Element("h2", "Do the images fit their instructions?");
        html.Element(
            "p",
            "Each instruction is held against both images of its pair: its own, and the crossed one, which was drawn for the other instruction. A check agrees with the pair where the own "
            + "image fits better, and is against it where the crossed one does. “Wholly” counts instructions of which everything asked for is seen.");
        Fits(html, "Read from the pictures now, by the checker of the demo world", report, dimension => dimension.Checked);
        Fits(html, "As the run's check recorded it", report, dimension => dimension.Recorded);
        if (report.Dimensions.All(dimension => dimension.Checked is null && dimension.Recorded is null))
            html.Element("p", "No check is recorded for these pairs, and their pictures are not of the demo world.", ("class", "note"));
        html.Close("section").NewLine();
    }

    private static void Fits(HtmlBuilder html, string caption, AuditReport report, Func<DimensionFigures, FitFigures?> figuresOf)
    {
        if (report.Dimensions.All(dimension => figuresOf(dimension) is null))
            return;

        html.Open("div", ("class", "wide")).Open("table").Element("caption", caption);
        var whole = report.Dimensions.Any(dimension => figuresOf(dimension)?.OwnWhole is not null);
        Head(html, ["dimension", "pairs", "own fit", "crossed fit", "agree", "against", "ties", .. whole ? new[] { "own wholly", "crossed wholly" } : []]);
        foreach (var dimension in report.Dimensions)
        {
            if (figuresOf(dimension) is not { } fit)
                continue;

            html.Open("tr").Element("th", NameOf(dimension.Name), ("scope", "row"));
            string[] texts =
            [
                $"{fit.Pairs}", $"{fit.OwnFit:0.000}", $"{fit.CrossedFit:0.000}", $"{fit.Agreement:0.0 %}", $"{fit.Disagreement:0.0 %}", $"{fit.Ties:0.0 %}",
                .. whole ? new[] { $"{fit.OwnWhole:0.0 %}", $"{fit.CrossedWhole:0.0 %}" } : [],
            ];
            foreach (var text in texts)
                html.Element("td", text, ("class", "number"));
            html.Close("tr");
        }

        html.Close("tbody").Close("table").Close("div");
    }

    private static void Duplicates(HtmlBuilder html, AuditReport report)
    {
        html.Open("section").Element("h2", "Does it repeat itself?").Open("div", ("class", "wide")).Open("table");
        Head(html, "dimension", "pairs", "near duplicates", "rate");
        foreach (var dimension in report.Dimensions)
        {
            html.Open("tr").Element("th", NameOf(dimension.Name), ("scope", "row")).Element("td", $"{dimension.Pairs}", ("class", "number"));
            html.Element("td", $"{dimension.NearDuplicates}", ("class", "number")).Element("td", $"{dimension.NearDuplicateRate:0.00 %}", ("class", "number")).Close("tr");
        }

        html.Close("tbody").Close("table").Close("div");
        html.Element(
            "p",
            $"Pairs whose two instructions say nearly the same as an earlier pair's (Jaccard similarity of their four-letter pieces at least 0.85), whichever is preferred. "
            + $"{report.RepeatedImages} images stand in a pair although an earlier pair has them already.",
            ("class", "note"));
        foreach (var (reason, count) in report.Refused)
            html.Element("p", $"{count} rows are no pairs: {reason}.", ("class", "note"));
        html.Close("section").NewLine();
    }

    private static void Suite(HtmlBuilder html, SuiteFigures? suite)
    {
        if (suite is null)
            return;

        html.Open("section").Element("h2", "Is it measured with what it was trained on?");
        html.Element("p", $"{suite.Overlaps} instructions are, or nearly are, one of the {suite.Prompts} prompts of {suite.File}{(suite.Overlaps == 0 ? ", as it must be." : ": there must be none.")}");
        html.Open("ul", ("class", "evidence"));
        foreach (var match in suite.Examples)
            html.Open("li").Element("small", match.TripleId + " ", ("class", "foreign")).Element("bdi", match.Instruction).Text(" — ").Element("bdi", match.Prompt).Close("li");
        html.Close("ul").Close("section").NewLine();
    }

    private static void Coverage(HtmlBuilder html, CoverageFigures coverage)
    {
        html.Open("section").Element("h2", "Does it cover the taxonomy?");
        html.Element("p", $"{coverage.Covered} of {coverage.Leaves} leaves have pairs: {coverage.Least} to {coverage.Most} each, {coverage.Median:0.#} in the middle.");
        if (coverage.Themes.Count > 0)
        {
            html.Open("div", ("class", "wide")).Open("table");
            Head(html, "theme", "leaves", "with pairs", "pairs");
            foreach (var theme in coverage.Themes)
            {
                html.Open("tr").Open("th", ("scope", "row")).Element("bdi", theme.Name).Close("th").Element("td", $"{theme.Leaves}", ("class", "number"));
                html.Element("td", $"{theme.Covered}", ("class", "number")).Element("td", $"{theme.Pairs}", ("class", "number")).Close("tr");
            }

            html.Close("tbody").Close("table").Close("div");
        }

        if (coverage.Missing.Count > 0)
        {
            html.Open("details").Element("summary", $"{coverage.Missing.Count} leaves without a pair").Open("ul", ("class", "tree"));
            foreach (var leaf in coverage.Missing.Take(MostMissing))
                html.Open("li").Element("bdi", leaf).Close("li");
            html.Close("ul").Close("details");
        }

        html.Close("section").NewLine();
    }

    private static void Head(HtmlBuilder html, params ReadOnlySpan<string> names)
    {
        html.Open("thead").Open("tr").Element("th", names[0], ("scope", "col"));
        foreach (var name in names[1..])
            html.Element("th", name, ("scope", "col"), ("class", "number"));
        html.Close("tr").Close("thead").Open("tbody");
    }
}
