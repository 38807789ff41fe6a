using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Statistics;
using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Reporting;

/// <summary>The charts that are made of scores.</summary>
internal static class ScoreCharts
{
    private static readonly ChartAxis Percent = new(string.Empty, 0, 100, [0, 25, 50, 75, 100]);

    /// <summary>Base and aligned of every rate on one scale; null where there is none.</summary>
    public static IntervalChart? Rates(ComparedModels models)
    {
        var comparison = models.Outcome.Headline;
        var rows = models.FiguresOf(comparison.Scorers).Where(entry => entry.Scorer.Unit is null).Select(entry => Row(entry.Scorer.Name, entry.Figures, 100)).ToArray();
        return rows.Length == 0 ? null : new IntervalChart($"Base and aligned at guidance {comparison.GuidanceScale:0.##}, by score", rows, Percent, " %");
    }

    /// <summary>The relative gain of each scorer that the average over scorers is made of; null where that says no more than <see cref="Rates"/>.</summary>
    public static IntervalChart? RelativeGains(ComparedModels models)
    {
        var comparison = models.Outcome.Headline;
        var shown = comparison.AverageGain.Scorers.Except(comparison.AverageGain.NearZero).ToHashSet();
        var rows = (from entry in models.FiguresOf(comparison.Scorers)
                    where shown.Contains(entry.Scorer.Name) && entry.Figures.RelativeGain is not null
                    let size = Math.Abs(entry.Figures.Base) / 100
                    select new IntervalRow(
                        entry.Scorer.Name, null, entry.Figures.Gain / size,
                        entry.Figures.Difference is { TooFew: false, Low: var low, High: var high } ? (low / size, high / size) : null)).ToArray();
        if (rows.Length == 0 || (rows.Length == 1 && models.HeadlineScorer.Unit is null))
            return null;

        return new IntervalChart("Relative gain by scorer", rows, ChartAxis.For(string.Empty, Ends(rows), 0), " %")
        {
            Reference = 0,
            Legend = "relative gain and its 95 % interval",
        };
    }

    /// <summary>One scorer in every category, the whole suite first.</summary>
    public static IntervalChart ByCategory(ScorerDescription scorer, ModelComparison comparison)
    {
        var factor = scorer.Unit is null ? 100 : 1;
        IntervalRow[] rows =
        [
            .. comparison.Scorers.Where(entry => entry.Name == scorer.Name).Select(entry => Row("all prompts", entry.Figures, factor)),
            .. from category in comparison.Categories
               from entry in category.Scorers
               where entry.Scorer == scorer.Name
               select Row(category.Name, entry.Figures, factor),
        ];
        return scorer.Unit is null
            ? new IntervalChart($"{scorer.Name} by category", rows, Percent, " %")
            : new IntervalChart($"{scorer.Name} by category", rows, ChartAxis.For(string.Empty, Ends(rows)));
    }

    private static IntervalRow Row(string name, PairedComparison figures, int factor) => new(
        name, factor * figures.Base, factor * figures.Aligned,
        figures.Difference is { TooFew: false, Low: var low, High: var high } ? (factor * (figures.Base + low), factor * (figures.Base + high)) : null);

    private static IEnumerable<double> Ends(IEnumerable<IntervalRow> rows) =>
        rows.SelectMany(row => new[] { row.Base ?? row.Value, row.Value, row.Interval?.Low ?? row.Value, row.Interval?.High ?? row.Value });
}
