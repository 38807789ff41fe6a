using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_the_disk_is_full
{
    [Fact]
    public async Task It_is_said_before_the_run_starts()
    {
        using var folder = new TestFolder();
        using var disk = MountedDisk.At(folder.File("disk"), "size=1m");

        var run = await CommandLine.RunAsync("run", "--out", folder.File("disk/out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains("a run needs 256 MB", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_even_the_marker_fits()
    {
        using var folder = new TestFolder();
        using var disk = MountedDisk.At(folder.File("disk"), "size=4k");
        File.WriteAllBytes(folder.File("disk/filler"), new byte[4096]);

        var run = await CommandLine.RunAsync("run", "--out", folder.File("disk/out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains(folder.File("disk/out"), run.Error, StringComparison.Ordinal);
    }
}
