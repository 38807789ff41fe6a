using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.HumanReview.Blinding;
using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.EvalService.HumanReview.Results;
using InstructEngine.EvalService.HumanReview.Voting;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.HumanReview;

public class The_results_of_a_review
{
    private static readonly ComparedPair[] Pairs = [.. Enumerable.Range(0, 4).Select(index =>
        new ComparedPair(index, 0, index == 0 ? "=HYPERLINK(\"x\"), \"quoted\"" : $"prompt {index}", index < 2 ? "Colors" : "Counting", Blob('a', index), Blob(index == 3 ? 'a' : 'b', index)))];

    private static readonly ComparedCheckpoint Checkpoint = new("run-1", 1, "hash", 1, Pairs);

    [Fact]
    public void Count_ties_one_half_and_leave_identical_pictures_out()
    {
        var results = ReviewCounting.Count(Checkpoint, [Session("anna", Preference.Aligned, Preference.Tie, Preference.Base)]).Results;
        var fit = results.Criteria[0];

        Assert.Equal((3, 1), (results.Pairs, results.IdenticalPairs));
        Assert.Equal(new Tally(1, 1, 1), fit.All);
        Assert.Equal(0.5, fit.All.WinRate);
        Assert.Equal([new CategoryTally("Colors", new Tally(1, 1, 0)), new CategoryTally("Counting", new Tally(0, 0, 1))], fit.Categories);
        Assert.Null(fit.FleissKappa);
        Assert.Equal(378, fit.All.VotesMissing);
        Assert.Null(results.Criteria[1].All.WinRate);
        Assert.Equal(381, results.Criteria[1].All.VotesMissing);
    }

    [Fact]
    public void Agreement_is_of_the_pairs_that_several_answered()
    {
        var results = ReviewCounting.Count(Checkpoint,
        [
            Session("ben", Preference.Aligned, Preference.Base),
            Session("anna", Preference.Aligned, Preference.Base, Preference.Tie),
        ]).Results;

        Assert.Equal(2, results.Criteria[0].SharedPairs);
        Assert.Equal(1.0, results.Criteria[0].FleissKappa!.Value, 12);
        Assert.Equal(["anna", "ben"], results.Annotators.Select(annotator => annotator.Name));

        // All were shown with the aligned picture on the left.
        Assert.Equal(0.5, results.Annotators[0].LeftShare);
    }

    [Fact]
    public void Votes_on_pictures_of_an_older_checkpoint_are_told_and_not_counted()
    {
        var session = new VotingSession("run-1", "anna", 1, [new CastVote("gone", Criterion.Fit, Preference.Aligned, true, DateTimeOffset.UnixEpoch)]);
        var export = ReviewCounting.Count(Checkpoint, [session]);
        Assert.Equal(1, export.Results.OlderVotes);
        Assert.Equal(0, export.Results.Criteria[0].All.Votes);
        Assert.Empty(export.Votes);
    }

    [Fact]
    public void A_pair_that_cannot_be_read_is_counted_unless_somebody_answered_on_it()
    {
        var unreadable = new HashSet<string> { BlindQueue.KeyOf(Pairs[0]), BlindQueue.KeyOf(Pairs[2]), "of another checkpoint" };
        var results = ReviewCounting.Count(Checkpoint, [Session("anna", Preference.Aligned)], unreadable).Results;
        Assert.Equal((2, 1, 1), (results.Pairs, results.UnreadablePairs, results.IdenticalPairs));
        Assert.Equal(1, results.Criteria[0].All.Votes);
        Assert.EndsWith("Left out: 1 pair of identical pictures, 1 pair with a picture that cannot be read.", ResultSentence.Of(results), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_spreadsheet_a_prompt_stays_text()
    {
        var csv = VotesCsv.Write(ReviewCounting.Count(Checkpoint, [Session("anna", Preference.Tie)]).Votes);
        Assert.Equal(
            "annotator,prompt_index,prompt,category,image,criterion,preferred,aligned_left,at\r\n"
            + "\"anna\",0,\"'=HYPERLINK(\"\"x\"\"), \"\"quoted\"\"\",\"Colors\",0,fit,tie,true,1970-01-01T00:00:00Z\r\n",
            csv);
    }

    private static VotingSession Session(string annotator, params Preference[] fit) => new("run-1", annotator, fit.Length,
        [.. fit.Select((preferred, index) => new CastVote(BlindQueue.KeyOf(Pairs[index]), Criterion.Fit, preferred, true, DateTimeOffset.UnixEpoch))]);

    private static BlobReference Blob(char side, int index) => new($"{side}{index}".PadRight(64, '0'), 10);
}
