namespace InstructEngine.Review.Statistics;

/// <summary>How far raters agree beyond chance (Fleiss, "Measuring nominal scale agreement among many raters", 1971).</summary>
public static class FleissKappa
{
    /// <summary>
    /// κ = (P̄ − Pₑ) / (1 − Pₑ). Subjects may have different numbers of ratings, as an evening that was broken off leaves them: P̄ is the mean of
    /// the subjects' shares of agreeing pairs, Pₑ follows from the shares of all ratings; with equal numbers that is Fleiss' own formula.
    /// </summary>
    /// <param name="counts">A row for each subject, with how many raters chose each category; rows of fewer than two ratings are left out.</param>
    /// <returns>Null where no subject has two ratings, or all ratings are of one category: chance then explains everything.</returns>
    /// <exception cref="ArgumentException">A count is negative, or rows differ in length.</exception>
    public static double? Of(IEnumerable<IReadOnlyList<int>> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        double[]? totals = null;
        var (agreement, subjects) = (0.0, 0);
        foreach (var row in counts)
        {
            totals ??= new double[row.Count];
            if (row.Count != totals.Length || row.Any(count => count < 0))
                throw new ArgumentException($"Every subject needs {totals.Length} counts of 0 or more, one a category.", nameof(counts));

            var ratings = row.Sum();
            if (ratings < 2)
                continue;

            subjects++;
            agreement += row.Sum(count => (double)count * (count - 1)) / ((double)ratings * (ratings - 1));
            for (var category = 0; category < totals.Length; category++)
                totals[category] += row[category];
        }

        if (subjects == 0)
            return null;

        var all = totals!.Sum();
        var chance = totals!.Sum(total => total / all * (total / all));
        return chance >= 1 ? null : ((agreement / subjects) - chance) / (1 - chance);
    }
}
