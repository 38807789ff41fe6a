using InstructEngine.Hosting;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_the_dataset_is_empty
{
    [Fact]
    public async Task Training_says_so_before_it_starts()
    {
        await using var bench = await TrainingBench.StartAsync();
        var job = await bench.NewJobAsync(Array.Empty<byte>());
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(job));
        Assert.StartsWith("The dataset is empty", failure.Message);
    }
}
