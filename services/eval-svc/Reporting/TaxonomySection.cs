namespace InstructEngine.EvalService.Reporting;

/// <summary>Themes, their subtopics, and the prompts that speak of them.</summary>
internal static class TaxonomySection
{
    private const int EvidenceShown = 5;

    public static void Write(HtmlBuilder html, MadeData data)
    {
        var taxonomy = data.Summary.Taxonomy;
        html.Open("section").Element("h2", "Taxonomy");
        html.Element(
            "p",
            $"{taxonomy.Themes} themes with {taxonomy.Subtopics} subtopics. {taxonomy.OutsideSubtopics} of the subtopics lie outside what this run's renderer can draw: "
            + "they are listed with the reason and got no instructions.");
        if (data.Coverage is { Prompts: > 0 } coverage)
        {
            html.Element(
                "p",
                $"Of {coverage.Prompts} sampled prompts {Share(coverage.CoveredByTheme, coverage.Prompts)} speak of one of the themes and {Share(coverage.CoveredByLeaf, coverage.Prompts)} of one of the subtopics; "
                + $"{coverage.Evidence.Count(leaf => leaf.Value == 0)} of {coverage.Evidence.Count} subtopics are spoken of by none.");
        }

        foreach (var theme in data.Themes)
            WriteTheme(html, theme);
        html.Close("section").NewLine();
    }

    private static void WriteTheme(HtmlBuilder html, ThemeBranch theme)
    {
        var outside = theme.Leaves.Count(leaf => leaf.OutsideWorld is not null);
        html.Open("details").Open("summary").Element("bdi", theme.Name);
        html.Element("small", $" {theme.Leaves.Count} subtopics{(outside > 0 ? $", {outside} outside" : "")}, {theme.Leaves.Sum(leaf => leaf.Triples)} triples, {theme.Leaves.Sum(leaf => leaf.Pairs)} pairs").Close("summary");
        html.Element("p", theme.Definition, ("class", "foreign")).Open("ul", ("class", "tree"));
        foreach (var leaf in theme.Leaves)
            WriteLeaf(html, leaf);
        html.Close("ul");
        if (theme.Evidence.Count > 0)
        {
            html.Element("p", $"{theme.EvidenceCount} prompts of the corpus speak of it, among them:", ("class", "note")).Open("ul", ("class", "evidence"));
            foreach (var prompt in theme.Evidence.Take(EvidenceShown))
                html.Open("li").Element("small", $"line {prompt.Line} ").Foreign("bdi", prompt.Text).Close("li");
            html.Close("ul");
        }

        html.Close("details");
    }

    private static string Share(int part, int whole) => $"{100.0 * part / whole:0} %";

    private static string Evidence(LeafBranch leaf) => leaf.Evidence is { } prompts ? $"{prompts} {(prompts == 1 ? "prompt" : "prompts")}, " : string.Empty;

    private static void WriteLeaf(HtmlBuilder html, LeafBranch leaf)
    {
        html.Open("li", ("class", leaf.OutsideWorld is null ? "inside" : "outside")).Element("bdi", leaf.Name);
        if (leaf.OutsideWorld is { } reason)
            html.Text(" ").Element("span", "outside", ("class", "tag")).Text(" ").Element("small", reason, ("class", "foreign"));
        else
            html.Element("small", $" {Evidence(leaf)}{leaf.Triples} triples, {leaf.Pairs} pairs: {string.Join(", ", leaf.Entities)}", ("class", "foreign"));
        html.Close("li");
    }
}
