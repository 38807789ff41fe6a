using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_a_training_setting_is_impossible
{
    private static readonly Dictionary<string, TrainingSpec> Specs = new()
    {
        ["training.beta is 0:"] = TrainingBench.Training with { Beta = 0 },
        ["training.beta is -200:"] = TrainingBench.Training with { Beta = -200 },
        ["training.beta is NaN:"] = TrainingBench.Training with { Beta = double.NaN },
        ["training.learningRate is NaN:"] = TrainingBench.Training with { LearningRate = double.NaN },
        ["training.learningRate is "] = TrainingBench.Training with { LearningRate = double.PositiveInfinity },
        ["training.learningRate is -0.001:"] = TrainingBench.Training with { LearningRate = -1e-3 },
        ["training.steps is -8:"] = TrainingBench.Training with { Steps = -8 },
        ["training.batchSize is 0:"] = TrainingBench.Training with { BatchSize = 0 },
        ["training.warmupSteps is -1:"] = TrainingBench.Training with { WarmupSteps = -1 },
        ["training.maxGradNorm is NaN:"] = TrainingBench.Training with { MaxGradNorm = double.NaN },
        ["training.captionDropout is 1.5:"] = TrainingBench.Training with { CaptionDropout = 1.5 },
        ["training.sftWeight is -1:"] = TrainingBench.Training with { SftWeight = -1 },
        ["training.heldOutShare is NaN:"] = TrainingBench.Training with { HeldOutShare = double.NaN },
        ["training.checkpointEverySteps is 0:"] = TrainingBench.Training with { CheckpointEverySteps = 0 },
        ["training.referenceDraws is 0:"] = TrainingBench.Training with { ReferenceDraws = 0 },
        ["training.onDivergence is \"ignore\": expected one of stop, rollback"] = TrainingBench.Training with { OnDivergence = "ignore" },
        ["training.timestepRange.max is 5: expected above"] = TrainingBench.Training with { TimestepRange = new(5, 5) },
        ["training.badPairs is \"ignore\": expected one of strict, skip"] = TrainingBench.Training with { BadPairs = "ignore" },
    };

    [Fact]
    public async Task Timesteps_that_the_model_s_schedule_does_not_have_are_told_with_those_it_has()
    {
        await using var bench = await TrainingBench.StartAsync(TrainingBench.Training with { TimestepRange = new(500, 1001) }, pairs: 1);
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob()));
        Assert.StartsWith("training.timestepRange is 500 to 1001; the model's noise schedule has the timesteps 0 to 1000", failure.Message);
    }

    [Fact]
    public async Task The_run_ends_with_its_name_its_value_and_what_would_be_right()
    {
        foreach (var (expected, training) in Specs)
        {
            await using var bench = await TrainingBench.StartAsync(training, pairs: 1);
            var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob()));
            Assert.StartsWith($"Training cannot start: {expected}", failure.Message);
            Assert.Contains("expected", failure.Message);
        }
    }
}
