using InstructEngine.Contracts.V1;
using InstructEngine.Lexicons.Similarity;
using InstructEngine.TaxonomyService.SubtopicDivision;

namespace InstructEngine.TaxonomyService.Coverage;

/// <summary>Counts what of a corpus a taxonomy covers.</summary>
internal static class CoverageCount
{
    // A prompt that speaks of more leaves than this is a list, not a picture: its pairs would only be noise, and many.
    private const int MostLeavesOfAPrompt = 40;

    // One prompt that speaks of two leaves says nothing about them.
    private const int LeastShared = 2;

    public static TaxonomyCoverage Of(RunRequested run, IReadOnlyList<PlannedTheme> themes, IReadOnlyList<PromptEvidence> sample)
    {
        var lexicon = TaxonomyPlanner.LexiconOf(run.Spec.Taxonomy);
        var leaves = themes
            .SelectMany(planned => planned.Theme.Subtopics.Select((subtopic, i) => new Leaf(
                SubtopicDivider.Leaf(lexicon, planned.Theme, subtopic, _ => null), planned.Theme.Name, planned.LinesBySubtopic[i])))
            .ToList();
        var covered = leaves.SelectMany(leaf => leaf.Lines).ToHashSet();
        var spec = run.Spec.Taxonomy;
        return new(
            run.RunId,
            sample.Count,
            covered.Count,
            themes.SelectMany(theme => theme.Prompts).Select(prompt => prompt.Line).Distinct().Count(),
            new(spec.Themes, themes.Count, spec.SubtopicsPerTheme, themes.Count(theme => theme.Theme.Subtopics.Count < spec.SubtopicsPerTheme)),
            leaves.ConvertAll(leaf => new LeafCoverage(leaf.Subtopic.LeafId, leaf.Theme, leaf.Subtopic.Name, leaf.Subtopic.Entities.Count, leaf.Lines.Count)),
            Balance(leaves.ConvertAll(leaf => leaf.Lines.Count)),
            Overlaps(leaves),
            [.. sample.Where(prompt => !covered.Contains(prompt.Line)).Take(TaxonomyCoverage.ShownUncovered)]);
    }

    private static EvidenceBalance Balance(List<int> counts)
    {
        if (counts.Count == 0)
            return new(0, 0, 0, 0, 0);

        var sorted = counts.Order().ToArray();
        var total = sorted.Sum(count => (long)count);
        var entropy = total == 0 ? 0 : -sorted.Where(count => count > 0).Sum(count => (double)count / total * Math.Log((double)count / total));
        return new(
            counts.Count(count => count == 0),
            sorted[0],
            (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0,
            sorted[^1],
            sorted.Length < 2 ? 1 : entropy / Math.Log(sorted.Length));
    }

    private static IReadOnlyList<LeafOverlap> Overlaps(List<Leaf> leaves)
    {
        var prompts = Pairs(leaves.SelectMany((leaf, i) => leaf.Lines.Select(line => (Key: line, Leaf: i))));
        var entities = Pairs(leaves.SelectMany((leaf, i) => leaf.Subtopic.Entities.Select(PromptKey.Of).Distinct().Select(entity => (Key: entity, Leaf: i))));
        return
        [
            .. prompts.Where(pair => pair.Value >= LeastShared).Select(pair => pair.Key).Union(entities.Keys)
                .Select(pair =>
                {
                    var (first, second, both) = (leaves[pair.First], leaves[pair.Second], prompts.GetValueOrDefault(pair));
                    var either = first.Lines.Count + second.Lines.Count - both;
                    return new LeafOverlap(first.Path, second.Path, both, either == 0 ? 0 : (double)both / either, entities.GetValueOrDefault(pair));
                })
                .OrderByDescending(overlap => overlap.SharedEntities)
                .ThenByDescending(overlap => overlap.Jaccard * Math.Min(1, overlap.Both / 5.0))
                .ThenBy(overlap => overlap.First, StringComparer.Ordinal)
                .ThenBy(overlap => overlap.Second, StringComparer.Ordinal)
                .Take(TaxonomyCoverage.ShownOverlaps),
        ];
    }

    /// <summary>How often two leaves share a key.</summary>
    private static Dictionary<(int First, int Second), int> Pairs<T>(IEnumerable<(T Key, int Leaf)> entries)
        where T : notnull
    {
        var pairs = new Dictionary<(int First, int Second), int>();
        foreach (var group in entries.GroupBy(entry => entry.Key, entry => entry.Leaf))
        {
            var sharing = group.ToArray();
            if (sharing.Length > MostLeavesOfAPrompt)
                continue;

            for (var i = 0; i < sharing.Length; i++)
            {
                for (var j = i + 1; j < sharing.Length; j++)
                {
                    var pair = (Math.Min(sharing[i], sharing[j]), Math.Max(sharing[i], sharing[j]));
                    pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
                }
            }
        }

        return pairs;
    }

    private sealed record Leaf(Subtopic Subtopic, string Theme, IReadOnlyList<int> Lines)
    {
        public string Path => $"{Theme}/{Subtopic.Name}";
    }
}
