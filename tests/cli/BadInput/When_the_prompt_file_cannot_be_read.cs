using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_the_prompt_file_cannot_be_read
{
    [Fact]
    public async Task A_missing_file_is_named()
    {
        using var folder = new TestFolder();

        var run = await CommandLine.RunAsync("run", "--prompts", folder.File("none.txt"), "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains($"--prompts {folder.File("none.txt")} does not exist", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_no_file()
    {
        using var folder = new TestFolder();

        var run = await CommandLine.RunAsync("run", "--prompts", folder.Path, "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("is a folder; name a file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_read_permission_is_told_as_such()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Root may read everything.");
        using var folder = new TestFolder();
        var prompts = folder.Write("prompts.txt", "two red rings\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(prompts, UnixFileMode.None);

        var run = await CommandLine.RunAsync("run", "--prompts", prompts, "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("cannot be read", run.Error, StringComparison.Ordinal);
    }
}
