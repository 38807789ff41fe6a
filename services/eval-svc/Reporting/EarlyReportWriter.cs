using System.Text;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Writes <c>report.html</c> of a run that was to end before its training.</summary>
internal static class EarlyReportWriter
{
    public static byte[] Write(MadeData data)
    {
        var html = PageFrame.Open($"InstructEngine: {data.Summary.Spec.Name}");
        html.Open("header").Element("h1", $"Run “{data.Summary.Spec.Name}”", ("class", "foreign"));
        html.Element("p", Headline(data.Summary), ("class", "headline"));
        html.Element("p", $"This run was to end with its {data.Summary.Spec.Until}: nothing was trained or evaluated.", ("class", "note")).Close("header").NewLine();
        if (data.Summary.Pairs is not null)
            ExamplePairsSection.Write(html, data);
        ExampleTriplesSection.Write(html, data.ExampleTriples);
        TaxonomySection.Write(html, data);
        CorpusSection.Write(html, data);
        SettingsSection.Write(html, data);
        return Encoding.UTF8.GetBytes(PageFrame.Close(html));
    }

    private static string Headline(RunSummary summary)
    {
        var text = $"{summary.Taxonomy.Themes} themes with {summary.Taxonomy.Subtopics} subtopics";
        if (summary.Triples is { } triples)
            text += $", {triples.Created} instruction triples ({triples.Rejected} rejected)";
        if (summary.Pairs is { } pairs)
            text += $", {pairs.Rendered} image pairs ({pairs.Rejected} rejected)";
        return text + ".";
    }
}
