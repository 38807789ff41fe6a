using InstructEngine.Benchmarks.Alignment;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using Xunit;

namespace InstructEngine.Services.Tests.Benchmarks.Alignment;

public class The_prompts_of_the_table
{
    [Fact]
    public void Are_none_that_a_choice_was_made_on()
    {
        var tuning = PromptSplit.Tuning.Select(PromptSplit.KeyOf).Distinct().ToArray();
        var table = PromptSplit.Table.Select(PromptSplit.KeyOf).Distinct().ToArray();

        Assert.Equal((7, 15), (tuning.Length, table.Length));
        Assert.Empty(tuning.Intersect(table));
        Assert.Equal(Combinations.HeldOut.ToHashSet(), PromptSplit.Tuning.Concat(PromptSplit.Table).ToHashSet());
    }

    [Fact]
    public void Stay_the_same_for_ever() => Assert.Equal(
        [
            (1, ObjectColor.Red, ObjectShape.Square, Background.Black),
            (1, ObjectColor.Red, ObjectShape.Ring, Background.White),
            (1, ObjectColor.Green, ObjectShape.Cross, Background.White),
            (2, ObjectColor.Green, ObjectShape.Cross, Background.Pink),
            (2, ObjectColor.Blue, ObjectShape.Square, Background.Pink),
            (3, ObjectColor.Yellow, ObjectShape.Square, Background.Black),
            (3, ObjectColor.Yellow, ObjectShape.Ring, Background.White),
        ],
        PromptSplit.Tuning.Select(PromptSplit.KeyOf).Distinct());

    [Fact]
    public void Have_every_value_about_as_often_as_the_tuning_prompts()
    {
        foreach (var attribute in SceneAttributes.All)
        {
            foreach (var value in Enumerable.Range(0, SceneAttributes.ValueCount(attribute)))
            {
                var tuning = PromptSplit.Tuning.Count(scene => scene.Ordinal(attribute) == value) / (double)PromptSplit.Tuning.Count;
                var table = PromptSplit.Table.Count(scene => scene.Ordinal(attribute) == value) / (double)PromptSplit.Table.Count;
                Assert.Equal(table, tuning, 0.17);
            }
        }
    }

    [Fact]
    public void Name_every_scene_equally_often_with_a_seed_of_its_own()
    {
        var size = new ExperimentSize();
        var prompts = PromptSet.Table(size.TableRounds);

        Assert.True(prompts.Images.Count * size.Seeds >= 512);
        Assert.All(prompts.Images.CountBy(image => image.Prompt.Asked), count => Assert.Equal(size.TableRounds, count.Value));
        Assert.All(prompts.Images, image => Assert.True(ScenePrompt.Parse(image.Prompt.Text).Scene!.Covers(image.Prompt.Asked!)));
        Assert.Equal(prompts.Images.Count, prompts.Images.Select(image => image.Seed).Distinct().Count());
        Assert.Empty(prompts.Images.Select(image => image.Seed).Intersect(PromptSet.Tuning(size.TuningRounds).Images.Select(image => image.Seed)));
    }
}
