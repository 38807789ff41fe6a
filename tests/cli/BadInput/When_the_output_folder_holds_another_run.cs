using InstructEngine.Cli.Embedded;
using InstructEngine.Cli.Folders;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_the_output_folder_holds_another_run
{
    [Fact]
    public async Task It_is_refused_naming_both_and_nothing_is_harmed()
    {
        using var folder = new TestFolder();
        var other = RunInputs.Read(null, null, seed: 1);
        using (RunFolder.Take(folder.File("out"), other.ToMarker(DateTimeOffset.UnixEpoch)))
        {
        }

        File.WriteAllText(Path.Combine(folder.File("out"), "run.db"), "precious");
        var before = Contents(folder.File("out"));

        var run = await CommandLine.RunAsync("run", "--seed", "2", "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains($"({other.RunId[..8]}, seed 1", run.Error, StringComparison.Ordinal);
        Assert.Contains($"({RunInputs.Read(null, null, 2).RunId[..8]}, seed 2", run.Error, StringComparison.Ordinal);
        Assert.Contains("--out", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents(folder.File("out")));
    }

    [Fact]
    public async Task A_folder_of_something_else_is_left_alone()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("out"));
        File.WriteAllText(Path.Combine(folder.File("out"), "thesis.doc"), "precious");

        var run = await CommandLine.RunAsync("run", "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains("holds thesis.doc but no run", run.Error, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(Path.Combine(folder.File("out"), "thesis.doc")));
    }

    private static Dictionary<string, string> Contents(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText);
}
