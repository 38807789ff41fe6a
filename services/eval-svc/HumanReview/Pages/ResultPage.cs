using InstructEngine.EvalService.HumanReview.Results;
using InstructEngine.EvalService.HumanReview.Voting;
using InstructEngine.Review.Access;

namespace InstructEngine.EvalService.HumanReview.Pages;

/// <summary>The results as tables.</summary>
internal static class ResultPage
{
    public static string Write(Reviewer reviewer, ReviewResults results)
    {
        var html = ReviewPage.Open("Results", reviewer);
        html.Element("h1", "What people prefer");
        html.Element("p", ResultSentence.Of(results));
        html.Element("p", "The win rate is the share of answers for the aligned model, ties one half, with Wilson's 95 % interval. It takes answers for independent, "
            + "which several people's answers on one pair are only in part; κ says how far people agree beyond chance.", ("class", "note"));
        foreach (var criterion in results.Criteria)
            WriteCriterion(html, criterion);
        WriteAnnotators(html, results);
        html.Open("p").Text("Every vote: ");
        html.Element("a", "CSV", ("href", $"/results/{results.RunId}/votes.csv")).Text(" or ");
        html.Element("a", "JSON", ("href", $"/results/{results.RunId}/votes.json")).Close("p");
        html.Element("p", $"Run {results.RunId}, checkpoint {results.CheckpointHash}, guidance {results.GuidanceScale:0.##}.", ("class", "note"));
        return ReviewPage.Close(html);
    }

    private static void WriteCriterion(HtmlBuilder html, CriterionResult criterion)
    {
        html.Open("div", ("class", "wide")).Open("table");
        html.Element("caption", NameOf(criterion.Criterion));
        WriteHead(html, "Category", "Aligned", "Ties", "Base", "Win rate", "95 % interval", "Votes missing for ±5 points");
        html.Open("tbody");
        WriteRow(html, "All", criterion.All);
        foreach (var category in criterion.Categories)
            WriteRow(html, category.Category, category.Tally);
        html.Close("tbody").Close("table").Close("div");
        html.Element("p", criterion.FleissKappa is { } kappa
            ? FormattableString.Invariant($"Fleiss’ κ {kappa:0.00;−0.00}, over {criterion.SharedPairs} pairs that two or more people answered.")
            : "Fleiss’ κ needs pairs that two or more people answered, and answers that differ somewhere.");
    }

    private static void WriteAnnotators(HtmlBuilder html, ReviewResults results)
    {
        if (results.Annotators.Count == 0)
            return;

        html.Open("div", ("class", "wide")).Open("table").Element("caption", "Annotators");
        WriteHead(html, ["Name", "Pairs done", "“Left” among sides", .. results.Criteria.Select(criterion => "Win rate: " + NameOf(criterion.Criterion).ToLowerInvariant())]);
        html.Open("tbody");
        foreach (var annotator in results.Annotators)
        {
            html.Open("tr").Element("th", annotator.Name, ("scope", "row"));
            Number(html, FormattableString.Invariant($"{annotator.PairsDone} of {results.Pairs}"));
            Number(html, Percent(annotator.LeftShare));
            foreach (var criterion in results.Criteria)
                Number(html, Percent(annotator.Criteria[criterion.Criterion].WinRate));
            html.Close("tr");
        }

        html.Close("tbody").Close("table").Close("div");
    }

    private static void WriteHead(HtmlBuilder html, params ReadOnlySpan<string> columns)
    {
        html.Open("thead").Open("tr");
        foreach (var column in columns)
            html.Element("th", column, ("scope", "col"));
        html.Close("tr").Close("thead");
    }

    private static void WriteRow(HtmlBuilder html, string name, Tally tally)
    {
        html.Open("tr").Open("th", ("scope", "row")).Element("bdi", name).Close("th");
        foreach (var count in new[] { tally.Wins, tally.Ties, tally.Losses })
            Number(html, FormattableString.Invariant($"{count}"));
        Number(html, Percent(tally.WinRate));
        Number(html, tally.Ci95 is [var low, var high] ? $"{Percent(low)} to {Percent(high)}" : "–");
        Number(html, FormattableString.Invariant($"{tally.VotesMissing}"));
        html.Close("tr");
    }

    private static void Number(HtmlBuilder html, string text) => html.Element("td", text, ("class", "number"));

    private static string Percent(double? share) => share is { } value ? FormattableString.Invariant($"{value * 100:0.0} %") : "–";

    private static string NameOf(Criterion criterion) => criterion switch
    {
        Criterion.Fit => "Fit to the prompt",
        Criterion.Looks => "Looks",
        _ => "Safety",
    };
}
