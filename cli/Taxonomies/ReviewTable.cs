using System.Text;
using InstructEngine.Protos.V1;

namespace InstructEngine.Cli.Taxonomies;

/// <summary>The state of a review for a terminal: plain text.</summary>
internal static class ReviewTable
{
    private const int ShownRejected = 20;

    public static string Of(TaxonomyReview review)
    {
        var text = new StringBuilder();
        var version = review.Versions[^1];
        text.AppendLine($"Version {version.Number} ({version.Origin}): {version.Themes} themes, {version.Leaves} subtopics; {review.Decided} of {review.Nodes.Count} decided");
        text.AppendLine($"{"theme",-40}{"accepted",10}{"rejected",10}{"open",8}");
        foreach (var theme in review.Nodes.GroupBy(node => node.Theme))
        {
            var counts = theme.CountBy(node => node.Decision).ToDictionary();
            text.AppendLine(
                $"{theme.Key,-40}{counts.GetValueOrDefault(ReviewDecision.Accepted),10}{counts.GetValueOrDefault(ReviewDecision.Rejected),10}{counts.GetValueOrDefault(ReviewDecision.Unspecified),8}");
        }

        foreach (var node in review.Nodes.Where(node => node.Decision == ReviewDecision.Rejected).Take(ShownRejected))
            text.AppendLine($"  rejected: {node.Theme}/{node.Name}{(node.Reason.Length > 0 ? $" ({Output.DisplayText.Of(node.Reason)})" : "")}");

        text.AppendLine(review.Complete ? "All is decided: the same run command goes on (a cluster's run does by itself)." : "The run waits until every subtopic is decided.");
        return text.ToString();
    }
}
