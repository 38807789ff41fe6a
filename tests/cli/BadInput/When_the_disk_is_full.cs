using System.Diagnostics;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_the_disk_is_full
{
    [Fact]
    public async Task It_is_said_before_the_run_starts()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("disk"));
        Assert.SkipUnless(Mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.File("disk")), "Mounting a small disk needs root.");
        try
        {
            var run = await CommandLine.RunAsync("run", "--out", Path.Combine(folder.File("disk"), "out"), "--models", folder.Models());

            Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
            Assert.Contains("a run needs 256 MB", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            Start("umount", folder.File("disk"));
        }
    }

    private static bool Mount(params string[] arguments) => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Start("mount", arguments);

    private static bool Start(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}
