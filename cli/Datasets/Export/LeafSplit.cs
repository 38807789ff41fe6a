using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Cli.Datasets.Export;

/// <summary>
/// Which leaves are held out, whole, because pairs of one leaf resemble each other. The choice hangs on the leaves' ids alone, and is that of a training
/// with the same share.
/// </summary>
internal sealed class LeafSplit
{
    public const string Train = "train", HeldOut = "test";

    private readonly HashSet<string> _heldOut = new(StringComparer.Ordinal);

    private LeafSplit()
    {
    }

    /// <param name="leaves">Pairs of each leaf.</param>
    /// <param name="share">Of the pairs, at most.</param>
    public static LeafSplit Of(IReadOnlyDictionary<string, int> leaves, double share)
    {
        var pairs = leaves.Values.Sum();
        var room = Math.Min((int)Math.Floor(share * pairs), pairs - 1);
        var split = new LeafSplit();
        foreach (var (leaf, count) in leaves.OrderBy(leaf => HeldOutSplit.Rank(leaf.Key), StringComparer.Ordinal))
        {
            if (count > room)
                continue;

            split._heldOut.Add(leaf);
            room -= count;
        }

        return split;
    }

    public string Of(string leaf) => _heldOut.Contains(leaf) ? HeldOut : Train;
}
