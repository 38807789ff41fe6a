using InstructEngine.Cli.Datasets.Source;

namespace InstructEngine.Cli.Datasets.Export;

/// <summary>Counts what is exported, in an order that does not hang on the rows'.</summary>
internal sealed class ExportCounts
{
    private readonly SortedDictionary<string, (HashSet<string> Leaves, int Pairs, int Rows)> _splits = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, int>> _themes = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Dimensions { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Contrasts { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Renderers { get; } = new(StringComparer.Ordinal);

    /// <summary>Training first.</summary>
    public IReadOnlyList<ExportSplit> Splits =>
        [.. _splits.Select(split => new ExportSplit(split.Key, split.Value.Leaves.Count, split.Value.Pairs, split.Value.Rows)).OrderBy(split => split.Name != LeafSplit.Train)];

    public IReadOnlyList<ExportTheme> Themes =>
        [.. _themes.Select(theme => new ExportTheme(theme.Key, theme.Value.Values.Sum(), theme.Value))];

    public void Add(DatasetPair pair, string split)
    {
        var line = pair.Line;
        var (leaves, pairs, rows) = _splits.TryGetValue(split, out var known) ? known : (new HashSet<string>(StringComparer.Ordinal), 0, 0);
        leaves.Add(line.LeafId);
        _splits[split] = (leaves, pairs + 1, rows + DatasetScan.RowsOf(line));
        Count(Dimensions, line.Dimension?.ToString() ?? "none");
        if (pair.Lineage.Contrast is { } contrast)
            Count(Contrasts, contrast);
        Renderers[line.Renderer] = Renderers.TryGetValue(line.Renderer, out var hash) && !hash.Contains(line.RendererHash, StringComparison.Ordinal)
            ? $"{hash}, {line.RendererHash}" : hash ?? line.RendererHash;
        if (pair.Lineage.Leaf is not { } leaf)
            return;

        if (!_themes.TryGetValue(leaf.Theme, out var subtopics))
            _themes[leaf.Theme] = subtopics = new SortedDictionary<string, int>(StringComparer.Ordinal);
        Count(subtopics, leaf.Subtopic);
    }

    private static void Count(SortedDictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
