using InstructEngine.Cli.Datasets.Source;
using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.Cli.Datasets.Audit;

/// <summary>Adds up what a dataset's pairs show, one after the other; images are kept of the few that are shown.</summary>
/// <param name="suite">Prompts that no instruction may be; null for none.</param>
internal sealed class DatasetAudit(SuiteOverlap? suite)
{
    private const int MostMatches = 20;

    private readonly SortedDictionary<string, Dimension> _dimensions = new(StringComparer.Ordinal);
    private readonly NearDuplicateIndex _instructions = new();
    private readonly HashSet<string> _images = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _leaves = new(StringComparer.Ordinal);
    private readonly List<SuiteMatch> _matches = [];
    private int _pairs, _repeatedImages, _overlaps;

    public IReadOnlyList<(string Dimension, AuditSample Sample)> Samples => [.. _dimensions.Select(entry => (entry.Key, entry.Value.Sample))];

    /// <exception cref="InvalidDataException">An image of the pair cannot be decoded.</exception>
    public void Add(DatasetPair pair)
    {
        var line = pair.Line;
        var name = line.Dimension?.ToString() ?? "none";
        if (!_dimensions.TryGetValue(name, out var dimension))
            _dimensions[name] = dimension = new Dimension();

        _pairs++;
        dimension.Pairs++;
        _leaves[line.LeafId] = _leaves.GetValueOrDefault(line.LeafId) + 1;
        _repeatedImages += (_images.Add(line.PreferredImage.Sha256) ? 0 : 1) + (_images.Add(line.DispreferredImage.Sha256) ? 0 : 1);
        dimension.NearDuplicates += _instructions.TryAdd(KeyOf(pair)) ? 0 : 1;
        var seen = SceneFit.Of(pair);
        if (pair.Lineage.Fit is { } recorded)
            dimension.Recorded.Add(recorded);
        if (seen is not null)
            dimension.Checked.Add(seen);
        dimension.Sample.Add(new AuditExample(pair, seen ?? pair.Lineage.Fit));
        foreach (var instruction in new[] { line.Base, line.Preferred, line.Dispreferred }.OfType<string>().Distinct(StringComparer.Ordinal))
            Compare(line.TripleId, instruction);
    }

    /// <param name="suiteFile">Its name, where there is a suite.</param>
    /// <param name="leaves">The taxonomy's leaves that can be drawn; null where it is not known.</param>
    public AuditReport Conclude(
        string source, string? datasetHash, IReadOnlyDictionary<string, int> refused, string? suiteFile, IReadOnlyDictionary<string, LeafNames>? leaves)
    {
        var near = _dimensions.Values.Sum(dimension => dimension.NearDuplicates);
        return new AuditReport(
            source, datasetHash, _pairs, refused,
            [
                .. _dimensions.Select(entry => new DimensionFigures(
                    entry.Key, entry.Value.Pairs, entry.Value.Recorded.ToFigures(), entry.Value.Checked.ToFigures(),
                    entry.Value.NearDuplicates, Rate(entry.Value.NearDuplicates, entry.Value.Pairs))),
            ],
            near, Rate(near, _pairs), _repeatedImages,
            suite is null ? null : new SuiteFigures(suiteFile ?? "", suite.Prompts, _overlaps, _matches),
            LeafCoverage.Of(_leaves, leaves));
    }

    /// <summary>Both instructions, whichever is preferred: a pair the other way round is no new one.</summary>
    private static string KeyOf(DatasetPair pair)
    {
        string[] keys = [PromptKey.Of(pair.Line.Preferred), PromptKey.Of(pair.Line.OtherInstruction)];
        Array.Sort(keys, StringComparer.Ordinal);
        return string.Join(' ', keys);
    }

    private void Compare(string tripleId, string instruction)
    {
        if (suite?.Find(instruction) is not { } prompt)
            return;

        _overlaps++;
        if (_matches.Count < MostMatches)
            _matches.Add(new SuiteMatch(tripleId, instruction, prompt));
    }

    private static double Rate(int count, int of) => of == 0 ? 0 : (double)count / of;

    private sealed class Dimension
    {
        public int Pairs, NearDuplicates;

        public FitTally Recorded { get; } = new(knowsWhole: false);

        public FitTally Checked { get; } = new(knowsWhole: true);

        public AuditSample Sample { get; } = new();
    }
}
