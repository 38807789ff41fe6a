using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class When_an_image_cannot_be_trained_on
{
    [Fact]
    public async Task A_blob_whose_hash_is_wrong_ends_the_run_with_its_triple()
    {
        await using var bench = await TrainingBench.StartAsync();
        var line = bench.Lines()[4];
        var file = Directory.EnumerateFiles(bench.Harness.BlobFolder, $"*{line.PreferredImage.Sha256}*", SearchOption.AllDirectories).Single();
        File.SetAttributes(file, FileAttributes.Normal);
        await File.WriteAllBytesAsync(file, new byte[100]);
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob()));
        Assert.Contains(line.TripleId, failure.Message);
        Assert.Contains("is corrupt", failure.Message);
    }

    [Fact]
    public async Task A_missing_blob_ends_the_run_with_its_triple()
    {
        await using var bench = await TrainingBench.StartAsync();
        var line = bench.Lines()[4];
        File.Delete(Directory.EnumerateFiles(bench.Harness.BlobFolder, $"*{line.PreferredImage.Sha256}*", SearchOption.AllDirectories).Single());
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob()));
        Assert.Contains(line.TripleId, failure.Message);
    }
}
