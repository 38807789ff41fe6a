using InstructEngine.Cli.Embedded;
using InstructEngine.Cli.Folders;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public class When_the_store_is_corrupt
{
    [Fact]
    public async Task A_database_that_is_none_is_told_and_left_alone()
    {
        using var folder = new TestFolder();
        using (RunFolder.Take(folder.File("out"), RunInputs.Read(null, null, null).ToMarker(DateTimeOffset.UnixEpoch)))
        {
        }

        var database = Path.Combine(folder.File("out"), "run.db");
        var garbage = Enumerable.Range(0, 20_000).Select(i => (byte)(i * 31)).ToArray();
        File.WriteAllBytes(database, garbage);

        var run = await CommandLine.RunAsync("run", "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains(database, run.Error, StringComparison.Ordinal);
        Assert.Equal(garbage, File.ReadAllBytes(database));
    }

    [Fact]
    public async Task A_marker_that_is_none_is_told_and_left_alone()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("out"));
        File.WriteAllText(Path.Combine(folder.File("out"), "run.json"), "{ half");

        var run = await CommandLine.RunAsync("run", "--out", folder.File("out"), "--models", folder.Models());

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains("run.json cannot be read", run.Error, StringComparison.Ordinal);
        Assert.Equal("{ half", File.ReadAllText(Path.Combine(folder.File("out"), "run.json")));
    }
}
