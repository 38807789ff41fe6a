using InstructEngine.Demo.Scenes;

namespace InstructEngine.Shared.Tests.Demo.Scenes;

public class Held_out_combinations_are_balanced
{
    private static readonly SceneAttribute[] Content =
        [SceneAttribute.Count, SceneAttribute.Color, SceneAttribute.Shape, SceneAttribute.Background];

    [Fact]
    public void A_fifth_is_held_out() => Assert.InRange(Combinations.HeldOut.Count / 432.0, 0.18, 0.22);

    [Fact]
    public void Look_and_form_are_free_in_both_parts() =>
        Assert.All(Scene.All, scene => Assert.Equal(
            Combinations.IsHeldOut(scene), Combinations.IsHeldOut(scene with { Look = Look.Vivid, Form = Form.Regular })));

    [Fact]
    public void The_parts_share_nothing_and_miss_nothing()
    {
        Assert.Empty(Combinations.HeldOut.Intersect(Combinations.Training));
        Assert.Equal(432, Combinations.HeldOut.Count + Combinations.Training.Count);
    }

    [Fact]
    public void Every_value_keeps_three_quarters_of_its_combinations_in_training()
    {
        foreach (var attribute in Content)
        {
            for (var ordinal = 0; ordinal < SceneAttributes.ValueCount(attribute); ordinal++)
            {
                Assert.InRange(Share(scene => scene.Ordinal(attribute) == ordinal), 0.75, 0.9);
            }
        }
    }

    [Fact]
    public void Every_pair_of_values_keeps_two_thirds_of_its_combinations_in_training()
    {
        foreach (var (first, second) in from first in Content from second in Content where first < second select (first, second))
        {
            for (var i = 0; i < SceneAttributes.ValueCount(first) * SceneAttributes.ValueCount(second); i++)
            {
                var (left, right) = Math.DivRem(i, SceneAttributes.ValueCount(second));
                Assert.InRange(Share(scene => scene.Ordinal(first) == left && scene.Ordinal(second) == right), 0.66, 1);
            }
        }
    }

    private static double Share(Func<Scene, bool> has) =>
        (double)Combinations.Training.Count(has) / Scene.All.Count(has);
}
