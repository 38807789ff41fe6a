using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_a_model_folder_is_missing
{
    [Fact]
    public async Task The_message_says_which_where_and_what_is_there()
    {
        using var folder = new TestFolder();
        var spec = folder.Write("spec.json", """{ "training": { "model": "sd15" } }""");

        var run = await CommandLine.RunAsync("run", "--spec", spec, "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("'sd15'", run.Error, StringComparison.Ordinal);
        Assert.Contains(folder.Models().TrimEnd('/'), run.Error, StringComparison.Ordinal);
        Assert.Contains("demo-base, demo-renderer", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("out")));
    }
}
