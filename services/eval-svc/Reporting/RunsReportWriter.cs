using System.Text;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Writes the report over several runs: gain by the number of pairs, then the run with the most pairs in full.</summary>
internal static class RunsReportWriter
{
    /// <param name="largest">The run with the most pairs; null where an earlier version kept too little of it to show it again.</param>
    public static byte[] Write(DataEfficiency data, ReportData? largest)
    {
        var html = PageFrame.Open($"InstructEngine: {data.Runs.Count} runs");
        html.Open("header").Element("h1", $"{data.Runs.Count} runs, {data.Scorer.Name}");
        html.Element("p", Headline(data), ("class", "headline"));
        html.Element("p", "The same suite, prompts, guidance and base model in every run. With a seed of its own each run also draws its evaluation from other noise.", ("class", "note"));
        html.Close("header").NewLine();
        DataEfficiencySection.Write(html, data);
        if (largest is not null)
        {
            html.Open("section").Element("h2", "The run with the most pairs, in full").Element("p", $"Run “{largest.Summary.Spec.Name}”", ("class", "foreign")).Close("section");
            ReportWriter.WriteSections(html, largest);
        }

        return Encoding.UTF8.GetBytes(PageFrame.Close(html));
    }

    private static string Headline(DataEfficiency data)
    {
        var sizes = DataEfficiency.Sizes(data.Runs);
        return $"With {Pairs(sizes[0])} image pairs the gain is {Mean(data, sizes[0])}"
            + (sizes.Count == 1 ? "." : $", with {Pairs(sizes[^1])} it is {Mean(data, sizes[^1])}.");
    }

    private static string Pairs(IReadOnlyList<EfficiencyRun> runs) => runs[0].Pairs == runs[^1].Pairs ? $"{runs[0].Pairs}" : $"{runs[0].Pairs} to {runs[^1].Pairs}";

    private static string Mean(DataEfficiency data, IReadOnlyList<EfficiencyRun> runs)
    {
        var gain = runs.Average(run => run.Gain);
        var mean = ScoreFormat.Of(data.Scorer, runs.Average(run => run.Base), gain).Difference(gain);
        return runs.Count == 1 ? mean : $"{mean} on average over {runs.Count} runs";
    }
}
