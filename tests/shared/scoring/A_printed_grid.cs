using InstructEngine.Diffusion.Images;
using InstructEngine.Scoring;

namespace InstructEngine.Shared.Tests.Scoring;

public sealed class A_printed_grid
{
    [Fact]
    public void Is_absent_from_a_plain_picture_and_from_a_slope()
    {
        Assert.Equal(0, GridArtefact.Measure(Picture((_, _) => 128)));
        Assert.Equal(0, GridArtefact.Measure(Picture((x, y) => x + y)), 1e-6);
    }

    [Fact]
    public void Is_seen_however_faint_and_grows_with_its_strength()
    {
        var measures = new[] { 2, 4, 8 }.Select(strength => GridArtefact.Measure(Picture((x, y) => x % 8 == 3 || y % 8 == 3 ? 128 + strength : 128))).ToArray();
        Assert.InRange(measures[0], 0.3, 2);
        Assert.Equal(2 * measures[0], measures[1], 0.2);
        Assert.Equal(4 * measures[0], measures[2], 0.4);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void May_repeat_within_a_cell(int period) => Assert.True(GridArtefact.Measure(Picture((x, y) => (x + y) % period == 0 ? 130 : 126)) > 1);

    [Fact]
    public void Of_seams_between_blocks_is_seen_though_their_signs_differ()
    {
        int Level(int x, int y) => 128 + (int)(10 * Math.Sin((x / 8 * 5.1) + (y / 8 * 2.3)));
        Assert.True(GridArtefact.Measure(Picture(Level)) > 0.5);
        Assert.True(GridArtefact.Measure(Picture(Level)) > 5 * GridArtefact.Measure(Picture((x, y) => 128 + (int)(40 * Math.Sin((x * 0.11) + (y * 0.05))))));
    }

    [Fact]
    public void Is_told_from_noise_of_the_same_strength()
    {
        var random = new Random(1);
        var noise = Enumerable.Range(0, 20).Select(_ => GridArtefact.Measure(Picture((_, _) => 128 + random.Next(-4, 5)))).Average();
        Assert.InRange(noise, 0, 0.4);
        Assert.True(GridArtefact.Measure(Picture((x, _) => 128 + random.Next(-4, 5) + (x % 8 == 0 ? 4 : 0))) > 3 * noise);
    }

    [Fact]
    public void Cannot_be_told_in_a_picture_of_less_than_two_cells() => Assert.Equal(double.NaN, GridArtefact.Measure(Picture((_, _) => 1, 17)));

    private static RgbImage Picture(Func<int, int, int> level, int side = 66)
    {
        var rgb = new byte[side * side * RgbImage.Channels];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)level(i / 3 % side, i / 3 / side);
        return new(side, side, rgb);
    }
}
