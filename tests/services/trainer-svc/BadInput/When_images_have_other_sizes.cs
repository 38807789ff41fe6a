using InstructEngine.Diffusion.Images;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_images_have_other_sizes
{
    [Theory]
    [InlineData(16, 32, "images of different sizes", "16 x 32")]
    [InlineData(64, 64, "images of different sizes", "64 x 64")]
    public async Task A_pair_of_two_sizes_is_refused(int width, int height, string reason, string size)
    {
        await using var bench = await TrainingBench.StartAsync();
        var image = await bench.ImageAsync(Grey(width, height, 1), width, height);
        var job = await bench.NewJobAsync(4, line => line with { DispreferredImage = image });
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(job));
        Assert.Contains($"1 × {reason} ({bench.Lines()[4].TripleId}", failure.Message);
        Assert.Contains(size, failure.Message);
    }

    [Theory]
    [InlineData(16, 16, "another size than the dataset's", "16 x 16 pixels, 11 pairs are 32 x 32")]
    [InlineData(30, 30, "a size that the model cannot take", "30 x 30 pixels, multiples of 4 are needed")]
    public async Task A_pair_of_another_size_than_the_others_is_refused(int width, int height, string reason, string detail)
    {
        await using var bench = await TrainingBench.StartAsync();
        var (one, other) = (await bench.ImageAsync(Grey(width, height, 1), width, height), await bench.ImageAsync(Grey(width, height, 2), width, height));
        var job = await bench.NewJobAsync(4, line => line with { PreferredImage = one, DispreferredImage = other });
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(job));
        Assert.Contains($"1 × {reason} ({bench.Lines()[4].TripleId}: {detail})", failure.Message);
    }

    [Fact]
    public async Task A_size_that_the_manifest_has_wrong_is_refused()
    {
        await using var bench = await TrainingBench.StartAsync();
        var image = await bench.ImageAsync(Grey(16, 16, 1), 32, 32);
        var job = await bench.NewJobAsync(4, line => line with { DispreferredImage = image });
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(job));
        Assert.Contains("16 x 16, the manifest says 32 x 32", failure.Message);
    }

    private static byte[] Grey(int width, int height, byte level) =>
        new RgbImage(width, height, Enumerable.Repeat(level, width * height * RgbImage.Channels).ToArray()).ToPng();
}
