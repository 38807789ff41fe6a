using InstructEngine.Contracts.V1;
using InstructEngine.TrainerService.Datasets;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Datasets;

public sealed class The_held_out_pairs
{
    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.1, 10)]
    [InlineData(0.25, 24)]
    [InlineData(0.5, 50)]
    public void Are_whole_leaves_up_to_the_share(double share, int expected)
    {
        var lines = Lines(leaves: 50, pairsALeaf: 2);
        var (training, heldOut) = HeldOutSplit.Of(lines, share);
        Assert.Equal((lines.Count - expected, expected), (training.Count, heldOut.Count));
        Assert.Empty(training.Select(line => line.LeafId).Intersect(heldOut.Select(line => line.LeafId)));
    }

    [Fact]
    public void Are_single_pairs_where_no_leaf_fits()
    {
        var (training, heldOut) = HeldOutSplit.Of(Lines(leaves: 1, pairsALeaf: 20), 0.1);
        Assert.Equal((18, 2), (training.Count, heldOut.Count));
    }

    [Fact]
    public void Never_are_all_there_is() => Assert.Single(HeldOutSplit.Of(Lines(1, 1), 0.5).Training);

    [Fact]
    public void Do_not_hang_on_the_order()
    {
        var lines = Lines(leaves: 30, pairsALeaf: 3);
        var one = HeldOutSplit.Of(lines, 0.2).HeldOut.Select(line => line.TripleId).Order();
        var other = HeldOutSplit.Of([.. lines.Reverse()], 0.2).HeldOut.Select(line => line.TripleId).Order();
        Assert.Equal(one, other);
    }

    private static IReadOnlyList<ManifestLine> Lines(int leaves, int pairsALeaf)
    {
        var image = new ManifestImage(new string('a', 64), 10, 32, 32, 1);
        return
        [
            .. from leaf in Enumerable.Range(0, leaves)
               from pair in Enumerable.Range(0, pairsALeaf)
               select new ManifestLine($"{leaf}-{pair}", $"leaf-{leaf}", Dimension.Aesthetics, "b", "p", "d", image, image, "r", "h"),
        ];
    }
}
