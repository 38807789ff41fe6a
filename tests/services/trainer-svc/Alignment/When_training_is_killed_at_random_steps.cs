using InstructEngine.Contracts.V1;
using InstructEngine.Services.Tests.TrainerService.Divergence;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

/// <summary>Nine pairs, three or five a step: most of the steps are in the middle of an epoch.</summary>
public sealed class When_training_is_killed_at_random_steps
{
    private static readonly Dictionary<string, TrainingSpec> Specs = new()
    {
        ["usual"] = TrainingBench.Training with { Steps = 14 },
        ["every sample has two draws"] = TrainingBench.Training with { Steps = 14, ReferenceDraws = 2 },
        ["a LoRA and fixed draws"] = TrainingBench.Training with { Steps = 14, ReferenceDraws = 3, LoraRank = 2 },
        ["plain DPO in a random direction"] = TrainingBench.Training with { Steps = 14, Loss = "diffusion-dpo", Terms = "random-direction", BatchSize = 5 },
        ["rolled back"] = DivergingTraining.TooFastInTheEnd,
        ["rolled back with fixed draws"] = DivergingTraining.TooFastInTheEnd with { ReferenceDraws = 2 },
    };

    public static IEnumerable<TheoryDataRow<string, int>> Cases => Specs.Keys.SelectMany(name => new[] { 1, 2 }.Select(seed => new TheoryDataRow<string, int>(name, seed)));

    [Theory, MemberData(nameof(Cases))]
    public async Task It_ends_with_the_losses_and_weights_of_a_training_that_was_not(string name, int seed)
    {
        await using var undisturbed = await TrainingBench.StartAsync(Specs[name]);
        var straight = undisturbed.NewJob();
        await undisturbed.RunAsync(straight);

        await using var bench = await TrainingBench.StartAsync(Specs[name]);
        var random = new Random(seed);
        string? checkpoint = null;
        for (var kill = 0; kill < 3; kill++)
        {
            using var stop = new CancellationTokenSource();
            var (left, graceful) = (random.Next(1, 9), random.Next(3) == 0);
            var job = new FakeJob(straight.Input, checkpoint)
            {
                OnReport = _ =>
                {
                    if (--left >= 0)
                    {
                        return;
                    }

                    stop.Cancel();
                    if (!graceful)
                    {
                        throw new KilledException();
                    }
                },
            };
            var end = await Record.ExceptionAsync(() => bench.RunAsync(job, stop.Token));
            Assert.True(end is null or KilledException or OperationCanceledException, $"{end}");
            checkpoint = job.Checkpoint;
        }

        var last = bench.NewJob(checkpoint);
        await bench.RunAsync(last);

        // Blobs are named by their content: equal checkpoints are equal weights, moments and figures.
        Assert.Equal(straight.Checkpoint, last.Checkpoint);
        Assert.Equal((await undisturbed.LogAsync()).Entries.Select(entry => entry.Loss), (await bench.LogAsync()).Entries.Select(entry => entry.Loss));
        Assert.Equal(name.StartsWith("rolled back", StringComparison.Ordinal), (await bench.LogAsync()).Rollbacks is not null);
    }

    private sealed class KilledException : Exception;
}
