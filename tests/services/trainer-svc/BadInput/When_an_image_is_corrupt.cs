using InstructEngine.Hosting;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_an_image_is_corrupt
{
    [Fact]
    public async Task What_is_no_PNG_is_refused_with_its_triple()
    {
        await using var bench = await TrainingBench.StartAsync();
        var image = await bench.ImageAsync([1, 2, 3, 4], 32, 32);
        var job = await bench.NewJobAsync(4, line => line with { DispreferredImage = image });
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(job));
        Assert.Contains($"1 × undecodable image ({bench.Lines()[4].TripleId}: blob {image.Sha256}", failure.Message);
    }

    [Fact]
    public async Task A_PNG_cut_short_is_refused_with_its_triple()
    {
        await using var bench = await TrainingBench.StartAsync();
        var whole = await bench.Harness.Blobs.ReadAsync(bench.Lines()[0].PreferredImage.Blob, default);
        var image = await bench.ImageAsync(whole[..(whole.Length / 2)], 32, 32);
        var job = await bench.NewJobAsync(4, line => line with { PreferredImage = image });
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(job));
        Assert.Contains($"1 × undecodable image ({bench.Lines()[4].TripleId}", failure.Message);
    }
}
