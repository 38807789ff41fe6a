using System.Text;
using InstructEngine.TaxonomyService.Outlines;

namespace InstructEngine.Cli.Taxonomies;

/// <summary>The differences of two taxonomies for a terminal: plain text.</summary>
internal static class DiffText
{
    public static string Of(IReadOnlyList<OutlineChange> changes)
    {
        if (changes.Count == 0)
            return "No difference.\n";

        var text = new StringBuilder();
        foreach (var change in changes)
        {
            text.AppendLine($"{(change.Kind == "added" ? "+" : change.Kind == "removed" ? "-" : "~")} {change.Node}");
            foreach (var detail in change.Details)
                text.AppendLine($"    {detail}");
        }

        text.AppendLine($"{Count("added")} added, {Count("removed")} removed, {Count("changed")} changed");
        return text.ToString();

        int Count(string kind) => changes.Count(change => change.Kind == kind);
    }
}
