using System.Text;
using InstructEngine.Protos.V1;

namespace InstructEngine.Cli.Taxonomies;

/// <summary>The coverage of a taxonomy as a table for a terminal: plain text.</summary>
internal static class CoverageTable
{
    private const int ShownOverlaps = 15;

    public static string Of(Coverage coverage)
    {
        var text = new StringBuilder();
        var (leaves, uncovered) = (coverage.Leaves.Count, coverage.Prompts - coverage.CoveredByLeaf);
        text.AppendLine(
            $"{coverage.Themes} themes of {coverage.AskedThemes} asked for, {leaves} leaves"
            + (coverage.ShortThemes > 0 ? $"; {coverage.ShortThemes} themes have fewer than {coverage.AskedSubtopics} subtopics" : $", {coverage.AskedSubtopics} a theme at most"));
        text.AppendLine(
            $"{coverage.Prompts} sampled prompts: {coverage.CoveredByLeaf} speak of a leaf, {coverage.CoveredByTheme} of a theme; "
            + $"{Share(uncovered, coverage.Prompts)} are covered by no leaf");
        text.AppendLine(
            $"evidence a leaf: least {coverage.LeastEvidence}, median {coverage.MedianEvidence:0.#}, most {coverage.MostEvidence}; "
            + $"{coverage.SilentLeaves} leaves have none; evenness {coverage.Evenness:0.00}");
        text.AppendLine();
        text.AppendLine($"{"theme",-40}{"leaves",8}{"silent",8}{"evidence",10}");
        foreach (var theme in coverage.Leaves.GroupBy(leaf => leaf.Theme))
            text.AppendLine($"{theme.Key,-40}{theme.Count(),8}{theme.Count(leaf => leaf.Evidence == 0),8}{theme.Sum(leaf => leaf.Evidence),10}");

        if (coverage.Overlaps.Count > 0)
        {
            text.AppendLine();
            text.AppendLine($"{"leaves that overlap most",-84}{"prompts",9}{"share",8}{"entities",10}");
            foreach (var overlap in coverage.Overlaps.Take(ShownOverlaps))
                text.AppendLine($"{$"{overlap.First} · {overlap.Second}",-84}{overlap.Both,9}{overlap.Jaccard,8:0.00}{overlap.SharedEntities,10}");
        }

        if (coverage.Uncovered.Count > 0)
        {
            text.AppendLine();
            text.AppendLine("prompts that no leaf covers, among them:");
            foreach (var prompt in coverage.Uncovered.Take(5))
                text.AppendLine($"  {prompt.Line}: {Output.DisplayText.Of(prompt.Text)}");
        }

        return text.ToString();
    }

    private static string Share(int part, int whole) => whole == 0 ? "0 %" : $"{100.0 * part / whole:0.0} %";
}
