using System.Globalization;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Gain over the number of pairs, of several runs.</summary>
internal static class DataEfficiencySection
{
    public static void Write(HtmlBuilder html, DataEfficiency data)
    {
        html.Open("section").Element("h2", "Gain by the number of pairs");
        DataEfficiencyChart.Write(html, data);
        html.Element(
            "p",
            $"Each dot is a run, its line the 95 % interval of the gain in {data.Scorer.Name} over {data.Prompts} prompts of the suite “{data.Suite}” at guidance {data.GuidanceScale:0.##} "
            + "(paired bootstrap over prompts). The curve goes through the mean of each number of pairs"
            + (HasSeeds(data) ? "; the band reaches from the least to the largest gain of runs with about the same number." : "."),
            ("class", "note"));
        html.OpenWide("Gain by the number of pairs, as a table").Open("table").Element("caption", "The runs").Open("thead").Open("tr");
        html.Element("th", "Run", ("scope", "col"));
        foreach (var heading in (ReadOnlySpan<string>)["Pairs", "Seed", "Steps", "Base", "Aligned", "Difference", "95 % interval"])
            html.Element("th", heading, ("scope", "col"), ("class", "number"));
        html.Element("th", "Dataset hash", ("scope", "col"));
        html.Close("tr").Close("thead").Open("tbody");
        foreach (var run in data.Runs)
            WriteRow(html, data, run);
        html.Close("tbody").Close("table").Close("div").Close("section").NewLine();
    }

    private static bool HasSeeds(DataEfficiency data) => data.Series.Any(series => DataEfficiency.Sizes(series).Any(size => size.Count > 1));

    private static void WriteRow(HtmlBuilder html, DataEfficiency data, EfficiencyRun run)
    {
        var format = ScoreFormat.Of(data.Scorer, run.Base, run.Aligned, run.Gain);
        html.Open("tr").Open("th", ("scope", "row")).Element("bdi", run.Name).Element("small", run.Training).Close("th");
        html.Element("td", run.Pairs.ToString("#,0", CultureInfo.InvariantCulture), ("class", "number"));
        html.Element("td", $"{run.Seed}", ("class", "number"));
        html.Element("td", $"{run.Steps}", ("class", "number"));
        html.Element("td", format.Value(run.Base), ("class", "number"));
        html.Element("td", format.Value(run.Aligned), ("class", "number"));
        html.Element("td", format.Difference(run.Gain), ("class", run.Interval is ( > 0, _) or (_, < 0) ? "number settled" : "number"));
        html.Element("td", run.Interval is var (low, high) ? format.Range(low, high) : "too few prompts", ("class", "number"));
        html.Open("td").Element("code", run.DatasetHash).Close("td").Close("tr");
    }
}
