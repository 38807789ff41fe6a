using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Vision;

public sealed class A_padded_picture : IDisposable
{
    private static readonly PaddedImageProcessor Plain = new() { Size = 8, ImageMean = [0, 0, 0], ImageStd = [1, 1, 1] };
    private readonly DisposeScope _scope = NewDisposeScope();

    [Fact]
    public void Is_whole_in_the_middle_of_black()
    {
        var pixels = Plain.Process([Picture(16, 6)]);
        Assert.Equal([1, 3, 8, 8], pixels.shape);
        // Three rows of eight: two above, three below.
        Assert.Equal([0, 0, 1, 1, 1, 0, 0, 0], Enumerable.Range(0, 8).Select(row => pixels[0, .., row].abs().sum().ToDouble() > 0 ? 1 : 0));
        var tall = Plain.Process([Picture(6, 16)]);
        Assert.Equal([0, 0, 1, 1, 1, 0, 0, 0], Enumerable.Range(0, 8).Select(column => tall[0, .., .., column].abs().sum().ToDouble() > 0 ? 1 : 0));
    }

    [Fact]
    public void Is_padded_before_it_is_normalised()
    {
        var pixels = new PaddedImageProcessor { Size = 8 }.Process([Picture(16, 6)]);
        Assert.Equal(-0.48145466 / 0.26862954, pixels[0, 0, 0, 0].ToDouble(), 1e-6);
        Assert.Equal(-0.40821073 / 0.27577711, pixels[0, 2, 7, 7].ToDouble(), 1e-6);
    }

    [Theory]
    [InlineData(40, 40)]
    [InlineData(23, 23)]
    [InlineData(5, 5)]
    public void Is_resized_as_by_Pillow_but_for_its_rounding(int width, int height)
    {
        var image = Picture(width, height);
        var bytes = tensor(BicubicResize.Resize(image.Rgb.Span, width, height, 8, 8), [8, 8, 3], ScalarType.Byte).permute(2, 0, 1).to(ScalarType.Float32);
        var pixels = (Plain.Process([image])[0] * 255).clamp(0, 255);
        // Each of the two passes rounds to 8 bits, and cuts off what swings beyond.
        Assert.InRange((bytes - pixels).abs().max().ToDouble(), 0, 1.5);
    }

    [Fact]
    public void Of_the_wanted_size_is_taken_as_it_is_and_padded()
    {
        var image = Picture(8, 4);
        var expected = tensor(image.Rgb.ToArray(), [4, 8, 3], ScalarType.Byte).permute(2, 0, 1).to(ScalarType.Float32) / 255;
        Assert.Equal(0, (Plain.Process([image])[0, .., 2..6] - expected).abs().max().ToDouble(), 1e-7);
    }

    [Fact]
    public void Of_half_a_row_is_rounded_as_Python_does()
    {
        // 5 * 8 / 16 is 2.5: Python's round gives 2.
        var pixels = Plain.Process([Picture(16, 5)]);
        Assert.Equal(2, Enumerable.Range(0, 8).Count(row => pixels[0, .., row].abs().sum().ToDouble() > 0));
    }

    [Fact]
    public void Must_not_be_a_thread()
    {
        Assert.Contains("1 x 101", Assert.Throws<ArgumentException>(() => Plain.Process([Picture(1, 101)])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Plain.Process([]));
    }

    public void Dispose() => _scope.Dispose();

    private static RgbImage Picture(int width, int height) =>
        new(width, height, Enumerable.Range(0, width * height * 3).Select(i => (byte)(128 + (100 * Math.Sin(i * 0.37)))).ToArray());
}
