using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_the_prompt_file_is_binary
{
    [Fact]
    public async Task It_is_refused_by_name()
    {
        using var folder = new TestFolder();
        var png = folder.Write("picture.txt", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13]);

        var run = await CommandLine.RunAsync("run", "--prompts", png, "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("a PNG image", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_of_no_known_kind_is_refused_too()
    {
        using var folder = new TestFolder();
        var bytes = new byte[4096];
        new Random(1).NextBytes(bytes);
        var data = folder.Write("data.txt", bytes);

        var run = await CommandLine.RunAsync("run", "--prompts", data, "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("Expected UTF-8 text", run.Error, StringComparison.Ordinal);
    }
}
