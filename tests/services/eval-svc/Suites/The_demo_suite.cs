using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.EvalService.Suites;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Suites;

public class The_demo_suite
{
    private readonly DemoSuite _suite = new();

    [Fact]
    public void Holds_only_combinations_kept_from_training() =>
        Assert.All(_suite.Take(300), prompt => Assert.True(Combinations.IsHeldOut(prompt.Asked!), prompt.Text));

    [Fact]
    public void Asks_in_words_for_the_scene_that_is_checked()
    {
        foreach (var prompt in _suite.Take(300))
        {
            Assert.Equal(prompt.Asked, ScenePrompt.Parse(prompt.Text).Scene?.Complete());
        }
    }

    [Theory]
    [InlineData(48)]
    [InlineData(256)]
    public void Is_balanced_over_every_attribute(int count)
    {
        var prompts = _suite.Take(count);
        foreach (var attribute in SceneAttributes.All)
        {
            var values = SceneAttributes.ValueCount(attribute);
            for (var ordinal = 0; ordinal < values; ordinal++)
            {
                var share = prompts.Count(prompt => prompt.Asked!.Ordinal(attribute) == ordinal) * values / (double)count;
                Assert.InRange(share, 0.75, 1.25);
            }
        }
    }

    [Fact]
    public void Begins_the_same_however_long_it_is() => Assert.Equal(_suite.Take(100).Take(20), _suite.Take(20));

    [Fact]
    public void Varies_its_wording() => Assert.True(_suite.Take(200).DistinctBy(prompt => prompt.Text).Count() > 150);
}
