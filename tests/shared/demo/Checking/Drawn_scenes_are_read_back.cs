using InstructEngine.Demo.Checking;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.Shared.Tests.Demo.Checking;

public class Drawn_scenes_are_read_back
{
    private const int Rounds = 12;

    /// <summary>5,184 scenes with what was read of them, drawn once for all tests of this class.</summary>
    private static readonly Lazy<(Scene Scene, SceneReading Reading)[]> Drawn = new(() =>
        [.. Enumerable.Repeat(Scene.All, Rounds)
            .SelectMany(all => all)
            .Select((scene, i) => (scene, SceneChecker.Read(SceneRenderer.Draw(scene, 10_000 + i))))]);

    public static TheoryData<SceneAttribute> Attributes => [.. SceneAttributes.All];

    [Fact]
    public void All_attributes_are_right()
    {
        var right = Drawn.Value.Count(item => new SceneMatch(item.Scene.AsPartial(), item.Reading).AllCorrect);
        Assert.True(right >= 0.99 * Drawn.Value.Length, $"{right} of {Drawn.Value.Length}");
    }

    [Fact]
    public void All_attributes_are_right_after_blur_and_noise_as_an_autoencoders()
    {
        var random = new DemoRandom(6);
        var right = 0;
        for (var i = 0; i < Scene.All.Count * Rounds; i++)
        {
            var scene = Scene.All[i % Scene.All.Count];
            right += SceneChecker.Matches(Degraded.By(SceneRenderer.Draw(scene, 20_000 + i), random), scene).AllCorrect ? 1 : 0;
        }

        Assert.True(right >= 0.97 * Scene.All.Count * Rounds, $"{right} of {Scene.All.Count * Rounds}");
    }

    [Theory]
    [MemberData(nameof(Attributes))]
    public void One_wrong_attribute_is_seen(SceneAttribute attribute)
    {
        var (passed, mistaken, turn) = (0, 0, 0);
        foreach (var (scene, reading) in Drawn.Value)
        {
            var others = scene.Others(attribute).ToArray();
            var match = new SceneMatch(others[turn++ % others.Length].AsPartial(), reading);
            passed += match.AllCorrect ? 1 : 0;
            mistaken += SceneAttributes.All.All(each => match.IsRight(each) == (each != attribute)) ? 0 : 1;
        }

        Assert.True(turn >= 5000 && passed <= 0.01 * turn, $"{passed} of {turn} passed");
        Assert.True(mistaken <= 0.01 * turn, $"{mistaken} of {turn} were put down to another attribute");
    }

    [Fact]
    public void The_score_is_the_share_of_asked_attributes_that_are_right()
    {
        var scene = new Scene(2, ObjectColor.Red, ObjectShape.Ring, Background.White);
        var picture = SceneRenderer.Draw(scene, 3);
        Assert.Equal(1, SceneChecker.Score(picture, scene.AsPartial()));
        Assert.Equal(5.0 / 6, SceneChecker.Score(picture, scene.AsPartial() with { Count = 3 }), 12);
        Assert.Equal(0.5, SceneChecker.Score(picture, new PartialScene(Count: 2, Look: Look.Faded)));
        Assert.Equal(1, SceneChecker.Score(picture, new PartialScene()));
    }
}
