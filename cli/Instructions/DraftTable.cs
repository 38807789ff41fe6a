using System.Text;
using InstructEngine.Cli.Output;
using InstructEngine.Protos.V1;

namespace InstructEngine.Cli.Instructions;

/// <summary>Triples in review for a terminal: plain text.</summary>
internal static class DraftTable
{
    public static string Of(InstructionReview review)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"{review.Total - review.Open} of {review.Total} triples decided: {review.Accepted} accepted, {review.Rejected} rejected, {review.Open} open; {review.Edited} edited");
        text.AppendLine($"{"theme",-40}{"triples",10}{"open",8}");
        foreach (var theme in review.Themes)
            text.AppendLine($"{DisplayText.Of(theme.Name),-40}{theme.Total,10}{theme.Open,8}");

        text.AppendLine(
            review.Released > 0 ? "The run went on with them."
            : !review.Written ? "They are not all written yet: the run pauses when they are."
            : review.Complete ? "All is decided: the same run command goes on (a cluster's run does by itself)."
            : "The run waits until every triple is decided.");
        return text.ToString();
    }

    public static string Of(TripleDraft draft)
    {
        var triple = draft.Triple;
        var text = new StringBuilder();
        var grade = triple.Contrast.Length > 0 ? $", {triple.Contrast}" : "";
        text.AppendLine($"{triple.TripleId}  {StateOf(draft)}  {DisplayText.Of(draft.Theme)}/{DisplayText.Of(draft.Leaf)}, {triple.Dimension}{grade}");
        text.AppendLine($"  base         {DisplayText.Of(triple.Base)}");
        text.AppendLine($"  preferred    {DisplayText.Of(triple.Preferred)}");
        text.AppendLine($"  dispreferred {DisplayText.Of(triple.Dispreferred)}");
        if (draft.Reason.Length > 0)
            text.AppendLine($"  reason       {DisplayText.Of(draft.Reason)}");

        return text.ToString();
    }

    private static string StateOf(TripleDraft draft)
    {
        var state = draft.Decision switch
        {
            ReviewDecision.Accepted => "accepted",
            ReviewDecision.Rejected => "rejected",
            _ => "open",
        };
        return draft.Original is null ? state : state + ", edited";
    }
}
