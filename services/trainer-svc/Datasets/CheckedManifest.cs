using InstructEngine.Hosting;

namespace InstructEngine.TrainerService.Datasets;

/// <summary>A dataset's pairs, told apart by whether they can be trained on.</summary>
internal sealed record CheckedManifest(IReadOnlyList<ManifestLine> Sound, IReadOnlyList<BadPair> Bad)
{
    public const string Strict = "strict";
    public const string Skip = "skip";

    /// <summary>Pairs named for each reason, at most.</summary>
    private const int MostNamed = 3;

    /// <summary>Bad pairs of each reason, in ordinal order of the reasons.</summary>
    public SortedDictionary<string, int> Counts => new(Bad.CountBy(pair => pair.Reason).ToDictionary(), StringComparer.Ordinal);

    /// <summary>Hash of what is trained on and held out; the dataset's where no pair is bad.</summary>
    public string PairsHash(string datasetHash) => Bad.Count == 0 ? datasetHash : DatasetManifest.Hash(DatasetManifest.Write(Sound));

    /// <param name="policy"><c>training.badPairs</c>; null is <see cref="Strict"/>.</param>
    /// <exception cref="RunFailureException">There is no pair, the policy is strict and a pair is bad, or no pair is left.</exception>
    public void Apply(string? policy)
    {
        if (Sound.Count + Bad.Count == 0)
        {
            throw new RunFailureException("The dataset is empty: its manifest has no line, one pair or more is needed.");
        }

        if (Bad.Count > 0 && Sound.Count == 0)
        {
            throw new RunFailureException($"No pair of the dataset can be trained on. All {Bad.Count} are bad: {Told()}. Make the dataset anew.");
        }

        if (Bad.Count > 0 && policy is not Skip)
        {
            throw new RunFailureException(
                $"{Bad.Count} of the dataset's {Sound.Count + Bad.Count} pairs cannot be trained on: {Told()}. "
                + $"Mend them, or set training.badPairs to \"{Skip}\" to train without them.");
        }
    }

    /// <summary>Counts, reasons, and the first pairs of each reason with what is wrong with the first.</summary>
    public string Told() => string.Join("; ", Bad.GroupBy(pair => pair.Reason).OrderByDescending(group => group.Count()).Select(Told));

    private static string Told(IGrouping<string, BadPair> group)
    {
        var pairs = group.ToArray();
        var named = string.Join(", ", pairs.Take(MostNamed).Select(pair => pair.TripleId.Length == 0 ? "a line without id" : pair.TripleId));
        var more = pairs.Length > MostNamed ? ", …" : string.Empty;
        var detail = pairs[0].Detail is { } told ? $": {told}" : string.Empty;
        return $"{pairs.Length} × {group.Key} ({named}{more}{detail})";
    }
}
