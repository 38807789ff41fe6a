using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Taxonomies;

public class A_taxonomy_is_reviewed_in_its_folder
{
    private const string Spec = """{"until": "taxonomy", "taxonomy": {"lexicon": "default", "themes": 2, "subtopicsPerTheme": 2, "review": true}}""";

    [Fact]
    public async Task The_run_waits_for_it_and_then_goes_on()
    {
        using var folder = new TestFolder();
        string[] run = ["run", "--spec", folder.Write("spec.json", Spec), "--out", folder.File("run"), "--models", folder.Models()];

        var paused = await CommandLine.RunAsync(run);
        var status = await CommandLine.RunAsync("taxonomy", "status", "--run", folder.File("run"));
        var file = folder.File("mine.yaml");
        var exported = await CommandLine.RunAsync("taxonomy", "export", "--run", folder.File("run"), "--out", file);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("      - name: ", "      - name: Other ", StringComparison.Ordinal));
        var imported = await CommandLine.RunAsync("taxonomy", "import", file, "--run", folder.File("run"));
        var accepted = await CommandLine.RunAsync("taxonomy", "accept", "--run", folder.File("run"), "--reason", "good");
        var diff = await CommandLine.RunAsync("taxonomy", "diff", folder.File("run") + "@1", folder.File("run"));
        var done = await CommandLine.RunAsync(run);
        var report = await CommandLine.RunAsync("taxonomy", "report", "--run", folder.File("run"), "--json");

        Assert.Equal(ExitCodes.Paused, paused.ExitCode);
        Assert.Contains("0 of 4 subtopics are decided", paused.Error, StringComparison.Ordinal);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0], new[] { status, exported, imported, accepted, diff, done, report }.Select(command => command.ExitCode));
        Assert.Contains("0 of 4 decided", status.Output, StringComparison.Ordinal);
        Assert.Contains("Version 2 (mine.yaml)", imported.Output, StringComparison.Ordinal);
        Assert.Contains("All is decided", accepted.Output, StringComparison.Ordinal);
        Assert.Contains("4 added, 4 removed, 0 changed", diff.Output, StringComparison.Ordinal);
        Assert.Contains("\"coveredByLeaf\"", report.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_takes_the_lexicons_place_and_another_file_is_another_run()
    {
        using var folder = new TestFolder();
        var file = folder.Write("t.yaml", "themes: [{name: Cats, subtopics: [{name: Big cats, entities: [tiger]}]}]");
        folder.Write("spec.json", """{"until": "taxonomy", "taxonomy": {"import": "t.yaml"}}""");

        var named = await CommandLine.RunAsync("run", "--taxonomy", file, "--until", "taxonomy", "--out", folder.File("run"), "--models", folder.Models());
        var inSpec = await CommandLine.RunAsync("run", "--spec", folder.File("spec.json"), "--out", folder.File("run"), "--models", folder.Models());
        folder.Write("t.yaml", "themes: [{name: Cats, subtopics: [{name: Big cats, entities: [lion]}]}]");
        var other = await CommandLine.RunAsync("run", "--taxonomy", file, "--until", "taxonomy", "--out", folder.File("run"), "--models", folder.Models());

        Assert.Equal((0, 0), (named.ExitCode, inSpec.ExitCode));
        Assert.Equal(ExitCodes.OutputUnusable, other.ExitCode);
        Assert.Contains("holds another run", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("themes: [{name: Cats}]", "line 1: themes[0].subtopics is missing")]
    [InlineData("a: [1\nb: 2", "not valid YAML or JSON")]
    public async Task A_file_that_is_no_taxonomy_is_refused_with_its_line(string content, string expected)
    {
        using var folder = new TestFolder();

        var run = await CommandLine.RunAsync("run", "--taxonomy", folder.Write("bad.yaml", content), "--out", folder.File("run"), "--models", folder.Models());

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("bad.yaml", run.Error, StringComparison.Ordinal);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("run")));
    }

    [Fact]
    public async Task A_folder_without_a_run_is_named()
    {
        using var folder = new TestFolder();

        var report = await CommandLine.RunAsync("taxonomy", "report", "--run", folder.Path);

        Assert.Equal(ExitCodes.Usage, report.ExitCode);
        Assert.Contains("is no folder of a run", report.Error, StringComparison.Ordinal);
    }
}
