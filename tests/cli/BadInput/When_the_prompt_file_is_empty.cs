using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_the_prompt_file_is_empty
{
    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \n")]
    public async Task It_is_refused_before_anything_starts(string content)
    {
        using var folder = new TestFolder();
        var prompts = folder.Write("prompts.txt", content);

        var run = await CommandLine.RunAsync("run", "--prompts", prompts, "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(prompts, run.Error, StringComparison.Ordinal);
        Assert.Contains("Expected one prompt a line", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("out")));
    }
}
