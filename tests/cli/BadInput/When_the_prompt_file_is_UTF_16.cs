using System.Text;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_the_prompt_file_is_UTF_16
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_message_says_how_to_convert_it(bool mark)
    {
        using var folder = new TestFolder();
        var encoding = new UnicodeEncoding(bigEndian: false, byteOrderMark: mark);
        var prompts = folder.Write("prompts.txt", [.. encoding.GetPreamble(), .. encoding.GetBytes("two red rings\na blue cross\n")]);

        var run = await CommandLine.RunAsync("run", "--prompts", prompts, "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("UTF-16", run.Error, StringComparison.Ordinal);
        Assert.Contains("iconv", run.Error, StringComparison.Ordinal);
    }
}
