using InstructEngine.Services.Tests.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_the_dataset_is_one_pair
{
    [Fact]
    public async Task It_is_trained_on_and_none_is_held_out()
    {
        await using var bench = await TrainingBench.StartAsync(TrainingBench.Training with { HeldOutShare = 0.5 }, pairs: 1);
        await bench.RunAsync(bench.NewJob());
        var log = await bench.LogAsync();
        Assert.Equal((1, 0, 8), (log.TrainingPairs, log.HeldOutPairs, log.Entries.Count));
        Assert.All(log.Entries, entry => Assert.Null(entry.HeldOut));
        Assert.NotEqual(log.Entries[0].Loss, log.Entries[^1].Loss);
    }
}
