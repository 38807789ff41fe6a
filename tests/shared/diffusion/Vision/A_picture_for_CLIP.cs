using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Vision;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Vision;

public sealed class A_picture_for_CLIP
{
    [Theory]
    [InlineData(10, 10)]
    [InlineData(40, 9)]
    [InlineData(1, 3)]
    public void Of_one_colour_stays_so(int width, int height)
    {
        using var scope = NewDisposeScope();
        var processor = new CLIPImageProcessor { Size = 6, ImageMean = [0, 0.25f, 0.5f], ImageStd = [1, 0.5f, 2] };
        var pixels = processor.Process([Plain(width, height), Plain(7, 8)]);
        Assert.Equal([2, 3, 6, 6], pixels.shape);
        foreach (var (channel, value) in new[] { (0, 51 / 255f), (1, (102 / 255f - 0.25f) * 2), (2, (204 / 255f - 0.5f) / 2) })
            GoldenTensors.Near(full([2, 6, 6], value), pixels[.., channel], 1e-6, 1e-6, $"channel {channel}");
    }

    [Fact]
    public void Is_cut_in_its_middle()
    {
        using var scope = NewDisposeScope();
        // Columns of growing red, seven wide of which four remain: one is cut at the left by flooring, two by rounding to even.
        var rgb = Enumerable.Range(0, 4).SelectMany(_ => Enumerable.Range(0, 7).SelectMany(x => new byte[] { (byte)x, 0, 0 })).ToArray();
        var plain = new CLIPImageProcessor { Size = 4, ImageMean = [0, 0, 0], ImageStd = [1 / 255f, 1, 1] };
        Assert.Equal([1f, 2, 3, 4], Row(plain));
        Assert.Equal([2f, 3, 4, 5], Row(plain with { CropRounding = CropRounding.HalfToEven }));

        float[] Row(CLIPImageProcessor processor) => [.. processor.Process([new(7, 4, rgb)])[0, 0, 0].data<float>().Select(red => MathF.Round(red))];
    }

    [Fact]
    public void Must_not_be_a_thread()
    {
        var e = Assert.Throws<ArgumentException>(() => new CLIPImageProcessor().Process([Plain(1, 101)]));
        Assert.Contains("1 x 101", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new CLIPImageProcessor().Process([]));
    }

    private static RgbImage Plain(int width, int height) =>
        new(width, height, Enumerable.Range(0, width * height).SelectMany(_ => new byte[] { 51, 102, 204 }).ToArray());
}
