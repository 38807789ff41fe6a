using InstructEngine.EvalService.HumanReview.Blinding;
using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.EvalService.HumanReview.Voting;
using InstructEngine.Review.Statistics;

namespace InstructEngine.EvalService.HumanReview.Results;

/// <summary>Counts votes. Pure.</summary>
internal static class ReviewCounting
{
    private static readonly Criterion[] Criteria = Enum.GetValues<Criterion>();

    /// <param name="unreadable">Keys of the pairs that cannot be shown; null for none.</param>
    public static ReviewExport Count(ComparedCheckpoint checkpoint, IReadOnlyList<VotingSession> sessions, IReadOnlySet<string>? unreadable = null)
    {
        var pairs = checkpoint.Pairs.Where(BlindQueue.IsShown).ToDictionary(BlindQueue.KeyOf);
        var counted = sessions.OrderBy(session => session.Annotator, StringComparer.Ordinal)
            .Select(session => session with { Votes = [.. session.Votes.Where(vote => pairs.ContainsKey(vote.Item))] })
            .ToArray();
        var voted = counted.SelectMany(session => session.Votes.Select(vote => vote.Item)).ToHashSet();
        var missing = unreadable?.Count(key => pairs.ContainsKey(key) && !voted.Contains(key)) ?? 0;
        var results = new ReviewResults(
            checkpoint.RunId,
            checkpoint.CheckpointHash,
            checkpoint.GuidanceScale,
            pairs.Count - missing,
            checkpoint.Pairs.Count - pairs.Count,
            missing,
            sessions.Sum(session => session.Votes.Count) - counted.Sum(session => session.Votes.Count),
            [.. Criteria.Select(criterion => OfCriterion(criterion, pairs, [.. counted.SelectMany(session => session.Votes).Where(vote => vote.Criterion == criterion)]))],
            [.. counted.Select(OfAnnotator)]);
        return new ReviewExport(results, [.. counted.SelectMany(session => session.Votes.Select(vote => Export(session.Annotator, pairs[vote.Item], vote)))]);
    }

    private static CriterionResult OfCriterion(Criterion criterion, Dictionary<string, ComparedPair> pairs, CastVote[] votes)
    {
        var shared = votes.GroupBy(vote => vote.Item).Select(Counts).Where(counts => counts.Sum() > 1).ToArray();
        var categories = from category in pairs.Values.OrderBy(pair => pair.Prompt).Select(pair => pair.Category).OfType<string>().Distinct()
                         select new CategoryTally(category, Tally.Of(votes.Where(vote => pairs[vote.Item].Category == category)));
        return new CriterionResult(criterion, Tally.Of(votes), FleissKappa.Of(shared), shared.Length, [.. categories]);
    }

    private static int[] Counts(IEnumerable<CastVote> votes)
    {
        var counts = new int[3];
        foreach (var vote in votes)
            counts[(int)vote.Preferred]++;
        return counts;
    }

    private static AnnotatorResult OfAnnotator(VotingSession session)
    {
        var sided = session.Votes.Where(vote => vote.Preferred != Preference.Tie).ToArray();
        return new AnnotatorResult(
            session.Annotator,
            session.Votes.CountBy(vote => vote.Item).Count(item => item.Value == Criteria.Length),
            sided.Length == 0 ? null : sided.Count(vote => vote.Preferred == Preference.Aligned == vote.AlignedLeft) / (double)sided.Length,
            Criteria.ToDictionary(criterion => criterion, criterion => Tally.Of(session.Votes.Where(vote => vote.Criterion == criterion))));
    }

    private static ExportedVote Export(string annotator, ComparedPair pair, CastVote vote) =>
        new(annotator, pair.Prompt, pair.Text, pair.Category, pair.Image, vote.Criterion, vote.Preferred, vote.AlignedLeft, vote.At);
}
