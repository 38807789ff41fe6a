using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.InstructionService;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.Writing;

public class Triples
{
    private static readonly List<InstructionTripleCreated> Written = [.. Leaves.All.SelectMany(leaf => Leaves.Write(leaf)).Created()];

    [Fact]
    public void Differ_in_one_attribute_of_their_dimension_and_in_nothing_else() =>
        Assert.All(Written, triple =>
        {
            var (preferred, dispreferred) = (Scene(triple.Preferred), Scene(triple.Dispreferred));
            var differing = Assert.Single(SceneAttributes.All, attribute => preferred.Ordinal(attribute) != dispreferred.Ordinal(attribute));
            Assert.Contains(differing, DimensionAttributes.Of(triple.Dimension));
        });

    [Fact]
    public void Never_show_a_combination_that_the_evaluation_holds_out() =>
        Assert.All(Written, triple =>
        {
            Assert.False(Combinations.IsHeldOut(Scene(triple.Preferred)), triple.Preferred);
            Assert.False(Combinations.IsHeldOut(Scene(triple.Dispreferred)), triple.Dispreferred);
        });

    [Fact]
    public void Prefer_the_regular_and_the_vivid_and_say_both_sides()
    {
        Assert.All(Written.Where(triple => triple.Dimension == Dimension.Counterfactual), triple =>
        {
            Assert.Equal(Form.Regular, ScenePrompt.Parse(triple.Preferred).Scene!.Form);
            Assert.Equal(Form.Stretched, ScenePrompt.Parse(triple.Dispreferred).Scene!.Form);
        });
        Assert.All(Written.Where(triple => triple.Dimension == Dimension.Aesthetics), triple =>
        {
            Assert.Equal(Look.Vivid, ScenePrompt.Parse(triple.Preferred).Scene!.Look);
            Assert.Equal(Look.Faded, ScenePrompt.Parse(triple.Dispreferred).Scene!.Look);
        });
    }

    [Fact]
    public void Have_a_base_that_is_coarse_and_fits_the_preferred_side() =>
        Assert.All(Written, triple =>
        {
            var asked = ScenePrompt.Parse(triple.Base).Scene!;
            Assert.True(asked.Covers(Scene(triple.Preferred)), triple.Base);
            Assert.Null(asked.Background);
        });

    [Fact]
    public void Use_one_wording_on_both_sides()
    {
        // The words that differ are those of the contrast: never a preposition, a picture word or the order.
        var average = Written.Average(triple => Changed(triple.Preferred, triple.Dispreferred));

        Assert.InRange(average, 1, 1.5);
        Assert.All(Written, triple => Assert.InRange(Changed(triple.Preferred, triple.Dispreferred), 1, 2));
    }

    [Fact]
    public void Keep_to_the_colour_and_shape_of_their_leaf() =>
        Assert.All(Leaves.All, leaf => Assert.All(Leaves.Write(leaf, 20).Created(), triple =>
        {
            var (entity, scene) = (ScenePrompt.Parse(leaf.Entities[0]).Scene!, Scene(triple.Preferred));
            Assert.Equal((entity.Color, entity.Shape), (scene.Color, scene.Shape));
        }));

    [Fact]
    public void Vary_in_everything_else()
    {
        var contents = Written.Where(triple => triple.Dimension == Dimension.ContentConsistency).ToList();
        foreach (var attribute in DimensionAttributes.Of(Dimension.ContentConsistency))
        {
            var share = (double)contents.Count(triple => Scene(triple.Preferred).Ordinal(attribute) != Scene(triple.Dispreferred).Ordinal(attribute)) / contents.Count;
            Assert.InRange(share, 0.15, 0.35);
        }

        Assert.All(SceneAttributes.All, attribute => Assert.Equal(
            SceneAttributes.ValueCount(attribute), Written.Select(triple => Scene(triple.Preferred).Ordinal(attribute)).Distinct().Count()));
        Assert.True(Written.Select(triple => triple.Preferred).Distinct().Count() > 0.8 * Written.Count);
    }

    [Fact]
    public void Occur_once_a_run()
    {
        Assert.Distinct(Written.Select(triple => triple.TripleId));
        Assert.Distinct(Written.Select(triple => (triple.Preferred, triple.Dispreferred)));
    }

    [Fact]
    public void Are_the_same_for_the_same_seed_and_leaf()
    {
        var leaf = Leaves.Of("red ring");

        Assert.Equal(Leaves.Write(leaf, seed: 1), Leaves.Write(leaf, seed: 1));
        Assert.NotEqual(Texts(leaf, seed: 1, "run-1"), Texts(leaf, seed: 2, "run-1"));
        Assert.Equal(Texts(leaf, seed: 1, "run-1"), Texts(leaf, seed: 1, "run-2"));
        Assert.Empty(Leaves.Write(leaf, runId: "run-1").Created().Select(triple => triple.TripleId)
            .Intersect(Leaves.Write(leaf, runId: "run-2").Created().Select(triple => triple.TripleId)));
    }

    private static List<string> Texts(Subtopic leaf, long seed, string runId) =>
        [.. Leaves.Write(leaf, seed: seed, runId: runId).Created().Select(triple => $"{triple.Base}|{triple.Preferred}|{triple.Dispreferred}")];

    private static Scene Scene(string text) => Assert.IsType<Scene>(ScenePrompt.Parse(text).Scene?.Complete());

    private static int Changed(string first, string second)
    {
        var (a, b) = (first.Split(' '), second.Split(' ').ToList());
        return a.Count(word => !b.Remove(word));
    }
}
