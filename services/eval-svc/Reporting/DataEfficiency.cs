using System.Text.Json;
using System.Text.Json.Nodes;
using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Reporting;

/// <summary>How much several runs gained from how many pairs.</summary>
/// <param name="Scorer">What the gains are of.</param>
/// <param name="GuidanceScale">Of the comparison that they are taken from.</param>
/// <param name="Runs">By pairs, then by seed.</param>
internal sealed record DataEfficiency(ScorerDescription Scorer, string Suite, int Prompts, double GuidanceScale, IReadOnlyList<EfficiencyRun> Runs)
{
    /// <summary>Runs count as of one size up to this factor: what the check rejects differs from seed to seed, and with it the number of pairs.</summary>
    public const double SameSize = 1.1;

    /// <summary>Runs that differ by pairs and seed alone, as far as training goes.</summary>
    public IEnumerable<IGrouping<string, EfficiencyRun>> Series => Runs.GroupBy(run => run.Training);

    /// <summary>Runs of about the same number of pairs, the smallest first.</summary>
    public static IReadOnlyList<IReadOnlyList<EfficiencyRun>> Sizes(IEnumerable<EfficiencyRun> runs)
    {
        var sizes = new List<List<EfficiencyRun>>();
        foreach (var run in runs.OrderBy(run => run.Pairs))
        {
            if (sizes.Count == 0 || run.Pairs > SameSize * sizes[^1][0].Pairs)
                sizes.Add([]);
            sizes[^1].Add(run);
        }

        return sizes;
    }

    /// <param name="runs">With the name that each is shown by; at least two.</param>
    /// <exception cref="ArgumentException">They cannot be compared; the message says which differs in what.</exception>
    public static DataEfficiency Of(IReadOnlyList<(string Name, RunSummary Summary)> runs, ScorerDescription? scorer = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs.Count, 2, nameof(runs));
        foreach (var (name, summary) in runs)
        {
            if (summary is not { Evaluation: not null, Training: not null, Pairs: not null })
                throw new ArgumentException($"{name} was to end with its {summary.Spec.Until}: nothing was trained or evaluated, so it has no gain to show.");
        }

        var first = runs[0];
        foreach (var other in runs.Skip(1))
            EnsureComparable(first, other);

        var evaluation = first.Summary.Evaluation!;
        return new DataEfficiency(
            scorer ?? new ScorerDescription(evaluation.HeadlineScorer, evaluation.HeadlineScorer, evaluation.Suite == "demo" ? null : string.Empty),
            evaluation.Suite,
            evaluation.Prompts,
            evaluation.GuidanceScale,
            [.. runs.Select(Read).OrderBy(run => run.Pairs).ThenBy(run => run.Seed)]);
    }

    private static EfficiencyRun Read((string Name, RunSummary Summary) run)
    {
        var (name, summary) = run;
        var score = summary.Evaluation!.Scores[summary.Evaluation.HeadlineScorer];
        var training = summary.Spec.Training;
        return new EfficiencyRun(
            name, summary.RunId, TrainingName.Of(training.Loss, training.Terms), summary.Pairs!.Rendered, summary.Spec.Seed, summary.Training!.Steps,
            score.Base, score.Aligned, score.Difference, score.Ci95 is [var low, var high] ? (low, high) : null, summary.DatasetHash!);
    }

    private static void EnsureComparable((string Name, RunSummary Summary) first, (string Name, RunSummary Summary) other)
    {
        if (first.Summary.RunId == other.Summary.RunId)
            throw new ArgumentException($"{first.Name} and {other.Name} are the same run: name each once.");

        var (one, two) = (Settings(first.Summary), Settings(other.Summary));
        var names = one.Select(member => member.Key).Union(two.Select(member => member.Key));
        if (names.FirstOrDefault(name => !JsonNode.DeepEquals(one[name], two[name])) is { } differs)
            throw new ArgumentException($"evaluation.{differs} is {Text(one[differs])} in {first.Name} and {Text(two[differs])} in {other.Name}: only gains on the same suite and settings can be compared.");

        if (first.Summary.Training!.ReferenceHash != other.Summary.Training!.ReferenceHash)
            throw new ArgumentException($"{first.Name} and {other.Name} were aligned from different base models ({first.Summary.Training.ReferenceHash} and {other.Summary.Training.ReferenceHash}): their gains cannot be compared.");
    }

    private static JsonObject Settings(RunSummary summary) => JsonSerializer.SerializeToNode(summary.Spec.Evaluation, SummaryJson.Options)!.AsObject();

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "not given";
}

/// <summary>One run as a point of the curve.</summary>
/// <param name="Name">As its user calls it, e.g. its folder.</param>
/// <param name="Training">The loss, in words.</param>
/// <param name="Pairs">Verified image pairs of its dataset, held-out ones included.</param>
/// <param name="Interval">The 95 % interval of <paramref name="Gain"/>; null where there were too few prompts for one.</param>
internal sealed record EfficiencyRun(
    string Name, string RunId, string Training, long Pairs, long Seed, int Steps, double Base, double Aligned, double Gain, (double Low, double High)? Interval, string DatasetHash);
