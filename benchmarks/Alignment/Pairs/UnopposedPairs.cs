using InstructEngine.Storage.Content;
using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>
/// The same pictures under the same instructions, but put together at random: two sides of different triples of one leaf, so that the two instructions are
/// not opposed in one attribute and differ in whatever they happen to.
/// </summary>
internal static class UnopposedPairs
{
    /// <returns>One pair for each of <paramref name="lines"/> whose leaf has another triple.</returns>
    public static IReadOnlyList<ManifestLine> Of(IReadOnlyList<ManifestLine> lines, long seed)
    {
        var leaves = lines.ToLookup(line => line.LeafId, StringComparer.Ordinal);
        var pairs = new List<ManifestLine>();
        foreach (var line in lines)
        {
            var random = SeededRandom.For(seed, "unopposed", line.TripleId);
            var (text, image) = Side(line, random.NextInt(2));
            var others = (from other in leaves[line.LeafId]
                          where other.TripleId != line.TripleId
                          from side in new[] { Side(other, 0), Side(other, 1) }
                          where !PairDefects.SameText(side.Text, text) && side.Image.Sha256 != image.Sha256
                          select side).ToArray();
            if (others.Length == 0)
                continue;

            var (otherText, otherImage) = random.Pick(others);
            pairs.Add(line with
            {
                TripleId = ContentIds.Create("unopposed", line.TripleId),
                Preferred = text,
                PreferredImage = image,
                Dispreferred = otherText,
                DispreferredImage = otherImage,
            });
        }

        return pairs;
    }

    private static (string Text, ManifestImage Image) Side(ManifestLine line, int side) =>
        side == 0 ? (line.Preferred, line.PreferredImage) : (line.OtherInstruction, line.DispreferredImage);
}
