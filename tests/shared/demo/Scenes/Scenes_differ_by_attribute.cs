using InstructEngine.Demo.Scenes;

namespace InstructEngine.Shared.Tests.Demo.Scenes;

public class Scenes_differ_by_attribute
{
    public static TheoryData<SceneAttribute> Attributes => [.. SceneAttributes.All];

    [Fact]
    public void There_are_432_and_all_differ() => Assert.Equal(432, Scene.All.Distinct().Count());

    [Theory]
    [MemberData(nameof(Attributes))]
    public void Others_differ_in_this_attribute_alone(SceneAttribute attribute)
    {
        foreach (var scene in Scene.All)
        {
            var others = scene.Others(attribute).ToArray();
            Assert.Equal(SceneAttributes.ValueCount(attribute) - 1, others.Distinct().Count());
            Assert.All(others, other => Assert.Equal(
                [attribute], SceneAttributes.All.Where(each => other.Ordinal(each) != scene.Ordinal(each))));
        }
    }

    [Theory]
    [MemberData(nameof(Attributes))]
    public void A_value_that_is_not_there_is_refused_by_name(SceneAttribute attribute)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Scene.All[0].With(attribute, 7));
        Assert.Contains(attribute.ToString(), error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_count_outside_1_to_3_is_refused(int count)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Scene(count, ObjectColor.Red, ObjectShape.Ring, Background.White));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scene.All[0] with { Count = count });
    }

    [Fact]
    public void A_partial_scene_is_completed_by_the_usual_look_and_form()
    {
        var partial = new PartialScene(2, ObjectColor.Blue, ObjectShape.Cross, Background.Pink);
        Assert.Equal(new Scene(2, ObjectColor.Blue, ObjectShape.Cross, Background.Pink, Look.Vivid, Form.Regular), partial.Complete());
        Assert.Null((partial with { Background = null }).Complete());
    }
}
