using InstructEngine.Hosting;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_every_pair_is_bad
{
    [Theory]
    [InlineData("skip")]
    [InlineData("strict")]
    public async Task Nothing_is_left_to_train_on(string policy)
    {
        await using var bench = await TrainingBench.StartAsync(TrainingBench.Training with { BadPairs = policy });
        var job = await bench.NewJobAsync(bench.Lines().Select(line => line with { Dispreferred = line.Preferred }));
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(job));
        Assert.StartsWith("No pair of the dataset can be trained on. All 12 are bad: 12 × equal instructions (triple-0000, triple-0001, triple-0002, …", failure.Message);
    }
}
