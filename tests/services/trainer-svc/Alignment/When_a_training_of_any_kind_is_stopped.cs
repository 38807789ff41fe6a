using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class When_a_training_of_any_kind_is_stopped
{
    private static readonly TrainingSpec Full = TrainingBench.Training;

    public static TheoryData<string> Kinds => [.. Specs.Keys];

    private static Dictionary<string, TrainingSpec> Specs { get; } = new()
    {
        ["LoRA"] = Full with { LoraRank = 2, LoraAlpha = 4 },
        ["average"] = Full with { EmaDecay = 0.9 },
        ["bfloat16"] = Full with { Precision = "bfloat16" },
        ["gradient checkpointing"] = Full with { GradientCheckpointing = true },
        ["passes of one"] = Full with { MicroBatchSize = 1, LearningRateSchedule = "cosine" },
        ["all at once"] = Full with { LoraRank = 2, EmaDecay = 0.9, Precision = "bfloat16", GradientCheckpointing = true, MicroBatchSize = 1, LearningRateSchedule = "linear" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_ends_bit_for_bit_as_without_the_stop(string kind)
    {
        var (straight, last) = await TrainAsync(Specs[kind], stopAt: null);
        var (stopped, lastOfStopped) = await TrainAsync(Specs[kind], stopAt: 5);

        // The blobs are named by their content.
        Assert.Equal(straight, stopped);
        Assert.Equal(last, lastOfStopped);
        Assert.NotEqual(last.ReferenceHash, last.CheckpointHash);
        Assert.Equal(Specs[kind].LoraRank is not null, last.Adapter is not null);
    }

    private static async Task<(string Checkpoint, EpochCompleted Last)> TrainAsync(TrainingSpec spec, int? stopAt)
    {
        await using var bench = await TrainingBench.StartAsync(spec);
        string? checkpoint = null;
        if (stopAt is not null)
        {
            using var stop = new CancellationTokenSource();
            var first = new FakeJob(bench.NewJob().Input, null) { OnReport = progress => StopAt(progress.Done, stopAt.Value, stop) };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunAsync(first, stop.Token));
            checkpoint = first.Checkpoint;
            Assert.NotNull(checkpoint);
        }

        var job = bench.NewJob(checkpoint);
        await bench.RunAsync(job);
        var epochs = await bench.Harness.StoredAsync<EpochCompleted>(Collections.Epochs, DemoPairs.RunId);
        return (job.Checkpoint!, epochs.Single(epoch => epoch.IsLast));
    }

    private static void StopAt(long step, int at, CancellationTokenSource stop)
    {
        if (step == at)
        {
            stop.Cancel();
        }
    }
}
