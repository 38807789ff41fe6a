using InstructEngine.Benchmarks.Alignment;
using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.Hosting.Specs;
using InstructEngine.TrainerService.Datasets;
using Xunit;

namespace InstructEngine.Services.Tests.Benchmarks.Alignment;

public class The_data_of_the_ablations
{
    private static readonly IReadOnlyList<InstructionTripleCreated> Triples = DemoTriples.Write(RunSpecReader.Demo());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Contrasts_as_many_attributes_as_asked(int attributes)
    {
        var triples = attributes == 1 ? Triples : ContrastTriples.Of(Triples, attributes, 1);

        Assert.Equal(Triples.Count, triples.Count);
        Assert.All(triples, triple =>
        {
            var (preferred, dispreferred) = (SceneOf(triple.Preferred), SceneOf(triple.Dispreferred));
            Assert.Equal(attributes, SceneAttributes.All.Count(attribute => preferred.Ordinal(attribute) != dispreferred.Ordinal(attribute)));
            Assert.False(Combinations.IsHeldOut(preferred) || Combinations.IsHeldOut(dispreferred));
        });
        Assert.Equal(triples.Count, triples.Select(triple => triple.TripleId).Distinct().Count());
    }

    [Fact]
    public void Puts_sides_of_different_triples_of_a_leaf_together()
    {
        var lines = Triples.Take(120).Select(Line).ToArray();

        var pairs = UnopposedPairs.Of(lines, 1);

        Assert.InRange(pairs.Count, 100, 120);
        Assert.All(pairs, pair =>
        {
            var (one, other) = (Owner(pair.Preferred, pair.PreferredImage), Owner(pair.OtherInstruction, pair.DispreferredImage));
            Assert.NotEqual(one.TripleId, other.TripleId);
            Assert.Equal((pair.LeafId, pair.LeafId), (one.LeafId, other.LeafId));
        });
        Assert.Equal(pairs, UnopposedPairs.Of(lines, 1));

        ManifestLine Owner(string text, ManifestImage image) => lines.First(line =>
            (line.Preferred == text && line.PreferredImage == image) || (line.Dispreferred == text && line.DispreferredImage == image));
    }

    private static ManifestLine Line(InstructionTripleCreated triple) => new(
        triple.TripleId, triple.LeafId, triple.Dimension, triple.Base, triple.Preferred, triple.Dispreferred,
        new ManifestImage($"{triple.TripleId}+", 1, 32, 32, 1), new ManifestImage($"{triple.TripleId}-", 1, 32, 32, 1), "renderer", "hash");

    private static Scene SceneOf(string text) => ScenePrompt.Parse(text).Scene!.Complete()!;
}
