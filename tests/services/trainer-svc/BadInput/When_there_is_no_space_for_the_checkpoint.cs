using InstructEngine.Cli.Tests.BadInput;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs.FileSystem;
using InstructEngine.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_there_is_no_space_for_the_checkpoint
{
    [Fact]
    public async Task The_former_one_stays_and_training_goes_on_from_it_when_there_is()
    {
        using var folder = new TemporaryFolder();
        using var disk = MountedDisk.At(folder.PathOf("disk"), "size=64m");
        var (filler, checkpoints) = (folder.PathOf("disk/filler"), new FileBlobStore(folder.PathOf("disk/blobs")));
        await checkpoints.InitializeAsync(default);
        await using var bench = await TrainingBench.StartAsync();
        var straight = bench.NewJob();
        await bench.RunAsync(straight);

        bench.Checkpoints = checkpoints;
        var job = new FakeJob(bench.NewJob().Input, null) { OnReport = progress => FillAt(progress.Done, filler) };
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => bench.RunAsync(job));
        Assert.Contains("disk/blobs", failure.Message);
        Assert.Contains("space", failure.Message);
        Assert.Equal(3, AlignmentCheckpoint.Parse(job.Checkpoint!).Step);

        File.Delete(filler);
        var last = bench.NewJob(job.Checkpoint);
        await bench.RunAsync(last);
        Assert.Equal(straight.Checkpoint, last.Checkpoint);
    }

    private static void FillAt(long step, string filler)
    {
        if (step != 4)
        {
            return;
        }

        using var file = File.Create(filler, bufferSize: 0);
        var chunk = new byte[4096];
        while (Record.Exception(() => file.Write(chunk)) is null)
        {
        }
    }
}
