using InstructEngine.Cli.Datasets.Source;

namespace InstructEngine.Cli.Datasets.Audit;

internal static class LeafCoverage
{
    /// <param name="pairs">Pairs of each leaf, by id.</param>
    /// <param name="taxonomy">The leaves there are; null where only those with pairs are known.</param>
    public static CoverageFigures Of(IReadOnlyDictionary<string, int> pairs, IReadOnlyDictionary<string, LeafNames>? taxonomy)
    {
        var counts = (taxonomy?.Keys ?? pairs.Keys).Union(pairs.Keys).Select(leaf => pairs.GetValueOrDefault(leaf)).Order().ToArray();
        var covered = counts.Count(count => count > 0);
        if (taxonomy is null || counts.Length == 0)
            return new CoverageFigures(counts.Length, covered, counts.FirstOrDefault(), Median(counts), counts.LastOrDefault(), [], []);

        var missing = taxonomy.Where(leaf => !pairs.ContainsKey(leaf.Key)).Select(leaf => $"{leaf.Value.Theme}: {leaf.Value.Subtopic}").Order(StringComparer.Ordinal);
        var themes = from leaf in taxonomy
                     group leaf by leaf.Value.Theme into theme
                     orderby theme.Key
                     select new ThemeCoverage(
                         theme.Key, theme.Count(), theme.Count(leaf => pairs.ContainsKey(leaf.Key)), theme.Sum(leaf => pairs.GetValueOrDefault(leaf.Key)));
        return new CoverageFigures(counts.Length, covered, counts[0], Median(counts), counts[^1], [.. missing], [.. themes]);
    }

    private static double Median(int[] sorted) => sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
}
