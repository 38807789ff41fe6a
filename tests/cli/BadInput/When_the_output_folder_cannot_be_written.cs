using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_the_output_folder_cannot_be_written
{
    [Fact]
    public async Task A_file_is_no_folder()
    {
        using var folder = new TestFolder();
        var file = folder.Write("out", "precious");

        var run = await CommandLine.RunAsync("run", "--out", file, "--models", folder.Models());

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains($"{file} is a file; name a folder", run.Error, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(file));
    }

    [Fact]
    public async Task A_folder_without_write_permission_is_told_as_such()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Root may write everywhere.");
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("out"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.File("out"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var run = await CommandLine.RunAsync("run", "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains("cannot be written", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_where_nothing_can_be_created_is_told_as_such()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a file system that takes no files: /proc.");
        using var folder = new TestFolder();

        var run = await CommandLine.RunAsync("run", "--out", "/proc/instructengine", "--models", folder.Models());

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains("/proc/instructengine cannot be created", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_is_mounted_read_only_is_told_as_such()
    {
        using var folder = new TestFolder();
        using var disk = MountedDisk.At(folder.File("disk"), "ro");

        var run = await CommandLine.RunAsync("run", "--out", folder.File("disk"), "--models", folder.Models());

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains($"{folder.File("disk")} can", run.Error, StringComparison.Ordinal);
        Assert.Contains("Read-only file system", run.Error, StringComparison.Ordinal);
    }
}
