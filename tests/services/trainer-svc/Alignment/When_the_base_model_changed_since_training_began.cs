using InstructEngine.Hosting;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class When_the_base_model_changed_since_training_began
{
    [Fact]
    public async Task Training_does_not_go_on_and_says_which_hashes_differ()
    {
        await using var bench = await TrainingBench.StartAsync();
        using var stop = new CancellationTokenSource();
        var job = new FakeJob(bench.NewJob().Input, null) { OnReport = progress => StopAt(progress.Done, stop) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunAsync(job, stop.Token));

        TinyModel.Write(bench.ModelFolder, seed: 99);
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob(job.Checkpoint)));
        Assert.Contains("'tiny' has changed since training began", failure.Message);
        Assert.Contains("step 2", failure.Message);
    }

    private static void StopAt(long step, CancellationTokenSource stop)
    {
        if (step == 2)
        {
            stop.Cancel();
        }
    }
}
