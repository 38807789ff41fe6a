using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_the_settings_changed_since_training_began
{
    private static readonly TrainingSpec Lora = TrainingBench.Training with { LoraRank = 2, LoraAlpha = 4, EmaDecay = 0.9 };

    public static TheoryData<string, string> Changes => new()
    {
        { "rank", "training.loraRank is 2 and was 8" },
        { "alpha", "training.loraAlpha is 4 and was not set" },
        { "full", "training.loraRank is 2 and was not set" },
        { "average", "training.emaDecay is 0.9 and was 0.5" },
        { "beta", "training.beta is 200 and was 500" },
        { "precision", "training.precision is not set and was \"bfloat16\"" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task It_does_not_go_on_and_names_the_setting(string change, string said)
    {
        await using var bench = await TrainingBench.StartAsync(Lora);
        var checkpoint = await TrainAsync(bench);
        var began = change switch
        {
            "rank" => Lora with { LoraRank = 8 },
            "alpha" => Lora with { LoraAlpha = null },
            "full" => Lora with { LoraRank = null },
            "average" => Lora with { EmaDecay = 0.5 },
            "beta" => Lora with { Beta = 500 },
            _ => Lora with { Precision = "bfloat16" },
        };
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob((checkpoint with { Spec = began }).ToJson())));
        Assert.StartsWith("The settings have changed since training began", failure.Message);
        Assert.Contains(said, failure.Message);
        Assert.Contains("step 8", failure.Message);
    }

    [Fact]
    public async Task Another_seed_is_named()
    {
        await using var bench = await TrainingBench.StartAsync(Lora);
        var checkpoint = (await TrainAsync(bench)) with { Seed = 99 };
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob(checkpoint.ToJson())));
        Assert.Contains("seed is 7 and was 99", failure.Message);
    }

    [Fact]
    public async Task A_checkpoint_without_the_average_that_is_asked_for_is_refused()
    {
        await using var bench = await TrainingBench.StartAsync(Lora);
        var checkpoint = (await TrainAsync(bench)) with { Average = null };
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob(checkpoint.ToJson())));
        Assert.Contains("training.emaDecay", failure.Message);
    }

    [Fact]
    public async Task How_often_checkpoints_are_stored_may_change()
    {
        await using var bench = await TrainingBench.StartAsync(Lora);
        var checkpoint = await TrainAsync(bench);
        await bench.RunAsync(bench.NewJob((checkpoint with { Spec = Lora with { CheckpointEverySteps = 100, BadPairs = "skip" } }).ToJson()));
    }

    private static async Task<AlignmentCheckpoint> TrainAsync(TrainingBench bench)
    {
        var job = bench.NewJob();
        await bench.RunAsync(job);
        return AlignmentCheckpoint.Parse(job.Checkpoint!);
    }
}
