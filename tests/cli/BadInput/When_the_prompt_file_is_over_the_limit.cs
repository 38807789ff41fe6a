using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_the_prompt_file_is_over_the_limit
{
    [Fact]
    public async Task It_is_refused_without_being_read()
    {
        using var folder = new TestFolder();
        var prompts = folder.File("prompts.txt");
        using (var file = File.Create(prompts))
            file.SetLength(100_000_000_001);

        var before = GC.GetTotalAllocatedBytes();
        var run = await CommandLine.RunAsync("run", "--prompts", prompts, "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("100,000,000,001 bytes, over the limit", run.Error, StringComparison.Ordinal);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 100_000_000);
    }
}
