using System.Text.Json;
using InstructEngine.Cluster.Tests;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Instructions;

public class An_edit_is_held_against_the_settings
{
    private const string Spec =
        """
        {
          "name": "settings", "until": "instructions",
          "taxonomy": { "lexicon": "default", "themes": 1, "subtopicsPerTheme": 1 },
          "instructions": { "triplesPerLeaf": 4, "review": "required" },
          "rendering": { "check": "clip-score", "checkModel": "clip" }
        }
        """;

    private const string Words = "INSTRUCTENGINE_INSTRUCTIONS__SAFETYWORDS__0", Suites = "INSTRUCTENGINE_INSTRUCTIONS__SUITES__0";

    [Theory]
    [InlineData(Words, "words.json", """{"categories":[{"id":"brands","words":["acme cola"]}]}""", "(safety-brands)")]
    [InlineData(Suites, "suite.txt", "An acme cola can on a red table\n", "(suite")]
    public async Task In_a_run_s_folder_too(string variable, string name, string content, string kind)
    {
        using var test = new TestFolder();
        var (run, id) = await PausedAsync(test);

        var refused = await EditAsync(run, id, new() { [variable] = test.Write(name, content) });
        var free = await EditAsync(run, id, []);

        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.Contains(kind, refused.Error, StringComparison.Ordinal);
        Assert.True(free.ExitCode == ExitCodes.Ok, free.Error);
    }

    [Fact]
    public async Task And_a_setting_that_names_no_file_is_told_by_serve()
    {
        using var test = new TestFolder();
        var (run, _) = await PausedAsync(test);

        var refused = await RunAsync(["serve", "--run", run, "--port", "0"], new() { [Words] = test.File("no-such.json") });

        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.Contains("Setting Instructions:SafetyWords:0 is '", refused.Error, StringComparison.Ordinal);
    }

    private static async Task<(string Run, string Triple)> PausedAsync(TestFolder test)
    {
        var run = test.File("run");
        var paused = await CommandLine.RunAsync("run", "--spec", test.Write("spec.json", Spec), "--out", run);
        Assert.Equal(ExitCodes.Paused, paused.ExitCode);
        var listed = await CommandLine.RunAsync("instructions", "review", "list", "--run", run, "--json");
        return (run, JsonDocument.Parse(listed.Output).RootElement.GetProperty("triples")[0].GetProperty("triple").GetProperty("tripleId").GetString()!);
    }

    private static Task<CommandLine> EditAsync(string run, string triple, Dictionary<string, string> settings) => RunAsync(
        [
            "instructions", "review", "edit", triple, "--run", run,
            "--base", "A can on a table", "--preferred", "An acme cola can on a red table", "--dispreferred", "An acme cola can on a blue table",
        ],
        settings);

    private static async Task<CommandLine> RunAsync(IEnumerable<string> arguments, Dictionary<string, string> settings)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "instructengine.exe" : "instructengine");
        await using var process = new ChildProcess(program, arguments, settings);
        var exitCode = await process.ExitCodeAsync(TimeSpan.FromMinutes(5));
        return new CommandLine(exitCode, process.Output, process.Error);
    }
}
