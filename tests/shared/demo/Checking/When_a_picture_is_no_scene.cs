using InstructEngine.Demo.Checking;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.Shared.Tests.Demo.Checking;

public class When_a_picture_is_no_scene
{
    [Fact]
    public void A_blank_one_has_a_background_and_nothing_else()
    {
        foreach (var (background, look) in from b in Enum.GetValues<Background>() from l in Enum.GetValues<Look>() select (b, l))
        {
            var reading = SceneChecker.Read(SceneRenderer.Blank(ScenePalette.Of(background, look)));
            Assert.Equal(new PartialScene(Background: background, Look: look), reading.AsPartial());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void A_picture_of_one_value_is_never_all_correct(byte value)
    {
        var picture = new byte[SceneRenderer.ByteCount];
        Array.Fill(picture, value);
        Assert.Null(SceneChecker.Read(picture).AsPartial().Complete());
        Assert.All(Scene.All, scene => Assert.False(SceneChecker.Matches(picture, scene).AllCorrect));
    }

    [Fact]
    public void Noise_and_stripes_are_unreadable_and_harmless()
    {
        var random = new DemoRandom(8);
        var picture = new byte[SceneRenderer.ByteCount];
        for (var i = 0; i < 200; i++)
        {
            var step = 1 + (i % 9);
            for (var j = 0; j < picture.Length; j++)
            {
                picture[j] = j % step == 0 ? (byte)random.Next(256) : picture[j - 1];
            }

            Assert.Null(SceneChecker.Read(picture).AsPartial().Complete());
            Assert.InRange(SceneQuality.PsnrToNearestClean(picture), 0, 25);
        }
    }

    [Fact]
    public void Noise_on_a_clean_ground_does_not_pass_for_objects()
    {
        var random = new DemoRandom(9);
        for (var i = 0; i < 200; i++)
        {
            var picture = SceneRenderer.Blank(ScenePalette.Of(Background.White, Look.Vivid));
            for (var j = 0; j < picture.Length; j++)
            {
                var (x, y) = (j / 3 % 32, j / 96);
                picture[j] = x is > 2 and < 29 && y is > 2 and < 29 ? (byte)random.Next(256) : picture[j];
            }

            Assert.Null(SceneChecker.Read(picture).AsPartial().Complete());
        }
    }

    [Fact]
    public void Objects_that_differ_leave_the_attribute_unread()
    {
        var picture = SceneRenderer.Blank(ScenePalette.Of(Background.Black, Look.Vivid));
        SceneRenderer.Paint(picture, ObjectShape.Ring, new ObjectBox(3, 3, 10, 10), ScenePalette.Of(ObjectColor.Red, Look.Vivid));
        SceneRenderer.Paint(picture, ObjectShape.Square, new ObjectBox(16, 18, 13, 7), ScenePalette.Of(ObjectColor.Blue, Look.Vivid));
        Assert.Equal(new PartialScene(Count: 2, Background: Background.Black, Look: Look.Vivid), SceneChecker.Read(picture).AsPartial());
    }

    [Fact]
    public void Four_objects_are_no_count()
    {
        var picture = SceneRenderer.Blank(ScenePalette.Of(Background.White, Look.Vivid));
        foreach (var (x, y) in ((int, int)[])[(2, 2), (18, 2), (2, 18), (18, 18)])
        {
            SceneRenderer.Paint(picture, ObjectShape.Cross, new ObjectBox(x, y, 10, 10), ScenePalette.Of(ObjectColor.Green, Look.Vivid));
        }

        var read = SceneChecker.Read(picture);
        Assert.Null(read.Count.Value);
        Assert.Equal(ObjectShape.Cross, read.Shape.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3071)]
    [InlineData(12288)]
    public void A_picture_of_another_size_is_refused(int bytes)
    {
        var error = Assert.Throws<ArgumentException>(() => SceneChecker.Read(new byte[bytes]));
        Assert.Contains("3072", error.Message);
        Assert.Throws<ArgumentException>(() => SceneQuality.PsnrToNearestClean(new byte[bytes]));
    }
}
