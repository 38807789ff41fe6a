using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_the_command_line_is_wrong
{
    [Theory]
    [InlineData("--sed", "run", "--sed", "1")]
    [InlineData("--seed", "run", "--seed", "-1")]
    [InlineData("--seed", "run", "--seed", "many")]
    [InlineData("--base-steps", "pretrain", "--out", "x", "--base-steps", "many")]
    [InlineData("--base-steps", "pretrain", "--out", "x", "--base-steps", "0")]
    [InlineData("--server", "submit")]
    [InlineData("--server", "submit", "--server", "localhost")]
    [InlineData("'watch'", "watch", "--server", "http://localhost:1")]
    [InlineData("fly", "fly")]
    public async Task The_message_names_what_is_wrong_and_where_help_is(string named, params string[] args)
    {
        var run = await CommandLine.RunAsync(args);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("generate")]
    [InlineData("submit")]
    [InlineData("watch")]
    [InlineData("status")]
    [InlineData("cancel")]
    public async Task Help_goes_to_stdout_and_has_examples(string command)
    {
        var run = await CommandLine.RunAsync(command, "--help");

        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Contains($"instructengine {command}", run.Output, StringComparison.Ordinal);
        Assert.Contains("Example", run.Output, StringComparison.Ordinal);
    }
}
