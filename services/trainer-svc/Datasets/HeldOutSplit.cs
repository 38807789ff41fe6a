using System.Security.Cryptography;
using System.Text;

namespace InstructEngine.TrainerService.Datasets;

/// <summary>
/// Which pairs training never sees. Whole leaves are held out where they fit into the share, because pairs of one leaf resemble each other;
/// where none fits, single pairs. The choice hangs on the ids alone, not on the order of arrival.
/// </summary>
internal static class HeldOutSplit
{
    /// <returns>Both parts in the order of <paramref name="lines"/>; the training part is never empty.</returns>
    public static (IReadOnlyList<ManifestLine> Training, IReadOnlyList<ManifestLine> HeldOut) Of(IReadOnlyList<ManifestLine> lines, double share)
    {
        var wanted = Math.Min((int)Math.Floor(share * lines.Count), lines.Count - 1);
        var chosen = Take(lines.GroupBy(line => line.LeafId), wanted);
        if (chosen.Count == 0)
        {
            chosen = Take(lines.GroupBy(line => line.TripleId), wanted);
        }

        return ([.. lines.Where(line => !chosen.Contains(line.TripleId))], [.. lines.Where(line => chosen.Contains(line.TripleId))]);
    }

    private static HashSet<string> Take(IEnumerable<IGrouping<string, ManifestLine>> groups, int wanted)
    {
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in groups.OrderBy(group => Rank(group.Key), StringComparer.Ordinal))
        {
            if (chosen.Count + group.Count() <= wanted)
            {
                chosen.UnionWith(group.Select(line => line.TripleId));
            }
        }

        return chosen;
    }

    /// <summary>Leaves and pairs are taken in ordinal order of this.</summary>
    public static string Rank(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("held-out/" + id)));
}
