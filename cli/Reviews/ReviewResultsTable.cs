using System.Text;
using InstructEngine.Cli.Output;
using InstructEngine.EvalService.HumanReview.Results;

namespace InstructEngine.Cli.Reviews;

/// <summary>What people prefer, as plain text.</summary>
internal static class ReviewResultsTable
{
    public static string Of(ReviewResults results)
    {
        var text = new StringBuilder();
        text.AppendLine(ResultSentence.Of(results)).AppendLine();
        text.AppendLine($"{"",-24}{"aligned",8}{"ties",6}{"base",6}{"win rate",10}  {"95 % interval",-17}{"missing",8}{"Fleiss",8}");
        foreach (var criterion in results.Criteria)
        {
            Write(text, criterion.Criterion.ToString().ToLowerInvariant(), criterion.All, criterion.FleissKappa);
            foreach (var category in criterion.Categories)
                Write(text, "  " + DisplayText.Of(category.Category), category.Tally, null);
        }

        text.AppendLine("win rate: for the aligned model, ties one half; missing: votes until the interval is +-5 points; Fleiss: agreement beyond chance");
        if (results.Annotators.Count == 0)
            return text.ToString();

        text.AppendLine().AppendLine($"{"annotator",-24}{"pairs",8}{"left",8}" + string.Concat(results.Criteria.Select(criterion => $"{criterion.Criterion.ToString().ToLowerInvariant(),9}")));
        foreach (var annotator in results.Annotators)
        {
            text.Append($"{annotator.Name,-24}{annotator.PairsDone,8}{annotator.LeftShare,8:0.00}");
            foreach (var criterion in results.Criteria)
                text.Append($"{annotator.Criteria[criterion.Criterion].WinRate,9:0.000}");
            text.AppendLine();
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, string name, Tally tally, double? kappa)
    {
        var interval = tally.Ci95 is [var low, var high] ? $"{low:0.000} to {high:0.000}" : "";
        text.AppendLine(
            $"{(name.Length > 23 ? name[..22] + "…" : name),-24}{tally.Wins,8}{tally.Ties,6}{tally.Losses,6}{tally.WinRate,10:0.000}  {interval,-17}{tally.VotesMissing,8}{kappa,8:0.00}");
    }
}
