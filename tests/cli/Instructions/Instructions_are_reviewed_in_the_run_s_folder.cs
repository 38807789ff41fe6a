using System.Text.Json;
using InstructEngine.Cli.Tests.Embedded;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Instructions;

public class Instructions_are_reviewed_in_the_run_s_folder
{
    [Fact]
    public async Task Accepted_unedited_they_give_the_dataset_of_a_run_without_a_review()
    {
        using var tiny = new TinyRun();
        var plain = await tiny.RunAsync(new DrawnScenes(), "plain", ["--until", "dataset"]);
        tiny.ReviewInstructions();
        var drawn = new DrawnScenes();

        var paused = await tiny.RunAsync(drawn, "reviewed", ["--until", "dataset"]);
        var status = await ReviewAsync(tiny, "status");
        var accepted = await ReviewAsync(tiny, "accept", "--all");
        var drawnBefore = drawn.Draws;
        var done = await tiny.RunAsync(drawn, "reviewed", ["--until", "dataset"]);

        Assert.True(plain.ExitCode == ExitCodes.Ok, plain.Error);
        Assert.Equal(ExitCodes.Paused, paused.ExitCode);
        Assert.Contains("0 of 16 triples are decided", paused.Error, StringComparison.Ordinal);
        Assert.Contains("instructengine instructions review accept", paused.Error, StringComparison.Ordinal);
        Assert.Contains("0 of 16 triples decided", status.Output, StringComparison.Ordinal);
        Assert.Contains("All is decided", accepted.Output, StringComparison.Ordinal);
        Assert.Equal(0, drawnBefore);
        Assert.True(done.ExitCode == ExitCodes.Ok, done.Error);
        Assert.Equal(Hash(tiny, "plain"), Hash(tiny, "reviewed"));
    }

    [Fact]
    public async Task Rejected_and_edited_ones_make_another_dataset_and_the_run_can_be_reviewed_in_sittings()
    {
        using var tiny = new TinyRun();
        tiny.ReviewInstructions();
        string[] end = ["--until", "instructions"];
        await tiny.RunAsync(new DrawnScenes(), "reviewed", end);
        var ids = await IdsAsync(tiny);

        var rejected = await ReviewAsync(tiny, "reject", ids[0], ids[1], "--reason", "dull");
        var still = await tiny.RunAsync(new DrawnScenes(), "reviewed", end);
        var texts = (await ListAsync(tiny)).Single(draft => draft.GetProperty("triple").GetProperty("tripleId").GetString() == ids[2]).GetProperty("triple");
        var swapped = await ReviewAsync(tiny, "edit", ids[2], "--dispreferred", texts.GetProperty("preferred").GetString()!);
        var listed = await ReviewAsync(tiny, "list", "--state", "rejected");
        var accepted = await ReviewAsync(tiny, "accept", "--all");
        var done = await tiny.RunAsync(new DrawnScenes(), "reviewed", end);
        var late = await ReviewAsync(tiny, "reject", ids[3]);

        Assert.Equal(ExitCodes.Ok, rejected.ExitCode);
        Assert.Equal(ExitCodes.Paused, still.ExitCode);
        Assert.Contains("2 of 16 triples are decided", still.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, swapped.ExitCode);
        Assert.Contains("Quality control refuses the edit", swapped.Error, StringComparison.Ordinal);
        Assert.Contains("dull", listed.Output, StringComparison.Ordinal);
        Assert.Contains("Triples 1 to 2 of 2.", listed.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, accepted.ExitCode);
        Assert.True(done.ExitCode == ExitCodes.Ok, done.Error);
        Assert.Equal((14, 2), (Triples(tiny, "created"), Triples(tiny, "rejected")));
        Assert.Equal(ExitCodes.Usage, late.ExitCode);
        Assert.Contains("cannot be changed any more", late.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_holds_a_run_with_its_review_or_without()
    {
        using var tiny = new TinyRun();
        await tiny.RunAsync(new DrawnScenes(), "reviewed", ["--until", "taxonomy"]);
        tiny.ReviewInstructions();

        var other = await tiny.RunAsync(new DrawnScenes(), "reviewed", ["--until", "taxonomy"]);

        Assert.Equal(ExitCodes.OutputUnusable, other.ExitCode);
        Assert.Contains("without a review of its instructions (instructions.review)", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name triples by id", "accept")]
    [InlineData("Name at least one of --base", "edit", "x")]
    [InlineData("has no triple 'no-such-id' in review", "reject", "no-such-id")]
    [InlineData("no such change", "undo", "0123")]
    public async Task What_cannot_be_done_is_told(string expected, params string[] args)
    {
        using var tiny = new TinyRun();
        tiny.ReviewInstructions();
        await tiny.RunAsync(new DrawnScenes(), "reviewed", ["--until", "instructions"]);

        var refused = await ReviewAsync(tiny, args);

        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.Contains(expected, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_a_review_says_what_that_needs()
    {
        using var tiny = new TinyRun();
        await tiny.RunAsync(new DrawnScenes(), "reviewed", ["--until", "taxonomy"]);

        var refused = await ReviewAsync(tiny, "status");

        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.Contains("\"review\": \"required\"", refused.Error, StringComparison.Ordinal);
    }

    private static Task<CommandLine> ReviewAsync(TinyRun tiny, params string[] args) =>
        CommandLine.RunAsync(["instructions", "review", .. args, "--run", tiny.Out(folder: "reviewed")]);

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(TinyRun tiny) =>
        [.. JsonDocument.Parse((await ReviewAsync(tiny, "list", "--count", "1000", "--json")).Output).RootElement.GetProperty("triples").EnumerateArray()];

    private static async Task<IReadOnlyList<string>> IdsAsync(TinyRun tiny) =>
        [.. (await ListAsync(tiny)).Select(draft => draft.GetProperty("triple").GetProperty("tripleId").GetString()!)];

    private static int Triples(TinyRun tiny, string name) => tiny.Summary("reviewed").GetProperty("triples").GetProperty(name).GetInt32();

    private static string? Hash(TinyRun tiny, string folder) => tiny.Summary(folder).GetProperty("datasetHash").GetString();
}
