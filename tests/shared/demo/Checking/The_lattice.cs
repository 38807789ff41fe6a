using InstructEngine.Demo.Checking;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.Shared.Tests.Demo.Checking;

public class The_lattice
{
    private static readonly Scene Rings = new(2, ObjectColor.Blue, ObjectShape.Ring, Background.Pink, Look.Faded);

    [Fact]
    public void Is_not_in_a_clean_drawing() => Assert.All(
        Combinations.HeldOut.Index(),
        entry =>
        {
            var picture = SceneRenderer.Draw(entry.Item, entry.Index);
            Assert.InRange(SceneLattice.Amplitude(picture, SceneQuality.NearestClean(picture)), 0, 1);
        });

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Is_measured_in_grey_levels_where_one_is_drawn(int period)
    {
        var clean = SceneRenderer.Draw(Rings, 1);
        var picture = Changed(clean, (x, y) => (x % period) + (y % period) < period / 2 ? 12 : 0);

        // A share p of places raised by 12 has the standard deviation 12 · √(p · (1 − p)).
        var share = Enumerable.Range(0, period * period).Count(i => (i % period) + (i / period) < period / 2) / (double)(period * period);
        Assert.Equal(12 * Math.Sqrt(share * (1 - share)), SceneLattice.Amplitude(picture, clean), 0.001);
        Assert.True(SceneLattice.Amplitude(picture, SceneQuality.NearestClean(picture)) > 2);
    }

    [Fact]
    public void Is_neither_a_shift_of_brightness_nor_a_badly_drawn_place()
    {
        var clean = SceneRenderer.Draw(Rings, 1);

        Assert.Equal(0, SceneLattice.Amplitude(Changed(clean, (_, _) => 5), clean), 9);
        Assert.Equal(0, SceneLattice.Amplitude(Changed(clean, (x, y) => x is > 3 and < 13 && y is > 3 and < 13 ? -40 : 0), clean), 9);
    }

    [Fact]
    public void Grows_with_what_is_drawn()
    {
        var clean = SceneRenderer.Draw(Rings, 1);
        var amplitudes = new[] { 2, 4, 8 }.Select(level => SceneLattice.Amplitude(Changed(clean, (x, y) => (x + y) % 2 == 0 ? level : -level), clean)).ToArray();

        Assert.Equal([2, 4, 8], amplitudes.Select(amplitude => Math.Round(amplitude, 6)));
    }

    private static byte[] Changed(byte[] clean, Func<int, int, int> by)
    {
        var picture = (byte[])clean.Clone();
        for (var i = 0; i < picture.Length; i++)
            picture[i] = (byte)Math.Clamp(picture[i] + by(i / 3 % SceneRenderer.Size, i / 3 / SceneRenderer.Size), 0, 255);
        return picture;
    }
}
