using System.Text.Json;
using Xunit;

namespace InstructEngine.Cli.Tests.Scoring;

public sealed class Images_drawn_elsewhere_are_judged : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Against_one_prompt_as_a_table()
    {
        var result = await CommandLine.RunAsync(
            "score", "--scorers", "demo", "--prompt", DrawnScenes.PromptOf(40), DrawnScenes.Write(_folder, "right.png", 40), DrawnScenes.Write(_folder, "other.png", 41));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var lines = result.Output.Split('\n');
        Assert.Contains("all-correct", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^right\.png\s+1\.0000", lines[1]);
        Assert.Matches(@"^other\.png\s+0\.0000", lines[2]);
        Assert.Matches(@"^mean\s+0\.5000", lines[3]);
    }

    [Fact]
    public async Task Each_against_its_own_prompt_of_a_CSV_as_JSON()
    {
        DrawnScenes.Write(_folder, "a.png", 3);
        DrawnScenes.Write(_folder, "b, with a comma.png", 4);
        var csv = _folder.Write("drawn.csv", $"\uFEFFprompt,file\r\n\"{DrawnScenes.PromptOf(3)}\",a.png\r\n{DrawnScenes.PromptOf(4)},\"b, with a comma.png\"\r\n");
        var report = await JsonAsync("--prompts", csv);
        Assert.Equal([1.0, 1.0], report.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("scores").GetProperty("all-correct").GetDouble()));
        Assert.Equal(1, report.GetProperty("means").GetProperty("all-correct").GetDouble());
        Assert.Equal(0, report.GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task But_for_those_that_cannot_be_which_are_said_and_counted()
    {
        var result = await CommandLine.RunAsync(
            "score", "--scorers", "demo", "--json", "--prompt", DrawnScenes.PromptOf(40), _folder.Write("broken.png", "no image"), DrawnScenes.Write(_folder, "right.png", 40), _folder.File("gone.png"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("broken.png: Not an image file", result.Error, StringComparison.Ordinal);
        Assert.Contains("gone.png: there is no such file", result.Error, StringComparison.Ordinal);
        Assert.Contains("2 of 3 images cannot be judged.", result.Error, StringComparison.Ordinal);
        var report = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(2, report.GetProperty("failed").GetInt32());
        Assert.Equal(1, report.GetProperty("means").GetProperty("all-correct").GetDouble());
    }

    [Fact]
    public async Task And_no_prompt_reaches_the_terminal_as_it_is()
    {
        var hostile = "\u001B[2Jsquare\0" + new string('x', 100_000) + "\u202E";
        var csv = _folder.Write("drawn.csv", $"file,prompt\n{Path.GetFileName(DrawnScenes.Write(_folder, "a.png", 3))},\"{hostile}\"\n");
        var table = await CommandLine.RunAsync("score", "--scorers", "demo", "--prompts", csv);
        Assert.Equal(1, table.ExitCode);
        Assert.DoesNotContain("\u001B", table.Output + table.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\0", table.Output + table.Error, StringComparison.Ordinal);
        Assert.InRange(table.Error.Length, 1, 1000);
        var json = await CommandLine.RunAsync("score", "--scorers", "demo", "--json", "--prompts", csv);
        Assert.DoesNotContain("\u001B", json.Output, StringComparison.Ordinal);
        Assert.Equal(hostile, JsonDocument.Parse(json.Output).RootElement.GetProperty("images")[0].GetProperty("prompt").GetString());
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<JsonElement> JsonAsync(params string[] args)
    {
        var result = await CommandLine.RunAsync(["score", "--scorers", "demo", "--json", .. args]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
