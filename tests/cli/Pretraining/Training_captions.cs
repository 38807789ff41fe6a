using InstructEngine.Cli.Pretraining;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using Xunit;

namespace InstructEngine.Cli.Tests.Pretraining;

public sealed class Training_captions
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.22)]
    public void Neither_show_nor_name_a_held_out_combination(double wrongShare)
    {
        var random = new DemoRandom(3);
        for (var i = 0; i < 5000; i++)
        {
            var scene = SceneSampler.Training(random);
            Assert.False(Combinations.IsHeldOut(scene));
            var named = ScenePrompt.Parse(SceneSampler.Caption(scene, wrongShare, random)).Scene!.Complete()!;
            Assert.False(Combinations.IsHeldOut(named), named.ToString());
        }
    }

    [Fact]
    public void Are_wrong_in_each_attribute_as_often_as_asked()
    {
        var random = new DemoRandom(4);
        var wrong = SceneAttributes.All.ToDictionary(attribute => attribute, _ => 0);
        const int count = 8000;
        for (var i = 0; i < count; i++)
        {
            var scene = SceneSampler.Training(random);
            var named = ScenePrompt.Parse(SceneSampler.Caption(scene, 0.22, random)).Scene!.Complete()!;
            foreach (var attribute in SceneAttributes.All)
            {
                wrong[attribute] += named.Ordinal(attribute) == scene.Ordinal(attribute) ? 0 : 1;
            }
        }

        // Changes that would name a held-out combination are left out, so a little less than asked.
        Assert.All(wrong, pair => Assert.InRange((double)pair.Value / count, 0.18, 0.235));
    }

    [Fact]
    public void Are_right_where_no_share_of_wrong_ones_is_asked()
    {
        var random = new DemoRandom(5);
        for (var i = 0; i < 2000; i++)
        {
            var scene = SceneSampler.Training(random);
            Assert.Equal(scene, ScenePrompt.Parse(SceneSampler.Caption(scene, 0, random)).Scene!.Complete());
        }
    }
}
