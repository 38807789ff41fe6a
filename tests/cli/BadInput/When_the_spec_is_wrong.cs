using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_the_spec_is_wrong
{
    [Theory]
    [InlineData("""{ "trainig": {} }""", "trainig")]
    [InlineData("""{ "training": { "bta": 5 } }""", "training.bta")]
    [InlineData("""{ "taxonomy": { "themes": -3 } }""", "taxonomy.themes is -3")]
    [InlineData("""{ "evaluation": { "prompts": 1.5 } }""", "evaluation.prompts is 1.5")]
    [InlineData("""{ "rendering": { "model": "../../etc" } }""", "rendering.model is \"../../etc\"")]
    [InlineData("""{ "training": { "model": "/etc" } }""", "training.model is \"/etc\"")]
    [InlineData("""[1, 2]""", "a JSON object")]
    [InlineData("""{ "name": """, "not valid JSON")]
    public async Task The_message_names_the_file_the_key_and_the_value(string json, string expected)
    {
        using var folder = new TestFolder();
        var spec = folder.Write("spec.json", json);

        var run = await CommandLine.RunAsync("run", "--spec", spec, "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(spec, run.Error, StringComparison.Ordinal);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Fact]
    public async Task A_spec_that_is_not_there_is_named()
    {
        using var folder = new TestFolder();

        var run = await CommandLine.RunAsync("run", "--spec", folder.File("none.json"), "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("does not exist", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spec_in_another_encoding_is_refused()
    {
        using var folder = new TestFolder();
        var spec = folder.Write("spec.json", [(byte)'{', 0xFF, 0xFE, (byte)'}']);

        var run = await CommandLine.RunAsync("run", "--spec", spec, "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("not UTF-8", run.Error, StringComparison.Ordinal);
    }
}
