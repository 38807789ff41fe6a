using InstructEngine.Cli.Embedded;
using InstructEngine.Cli.Folders;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Reports;

public class When_a_folder_has_no_finished_run
{
    [Fact]
    public Task One_that_is_not_there_is_refused() => RefusedAsync(folder => folder.File("none"), "is not there");

    [Fact]
    public Task A_file_is_refused() => RefusedAsync(folder => folder.Write("file", "text"), "is a file, not the folder of a run");

    [Fact]
    public Task A_folder_of_something_else_is_refused() => RefusedAsync(folder => folder.Path, "there is no run.json in it");

    [Fact]
    public Task A_run_that_has_not_begun_is_refused() => RefusedAsync(
        folder =>
        {
            RunFolder.Take(folder.File("out"), RunInputs.Read(null, null, null).ToMarker(DateTimeOffset.UnixEpoch)).Dispose();
            return folder.File("out");
        },
        "is not finished: its run has not begun");

    [Fact]
    public Task A_training_by_itself_is_refused() => RefusedAsync(
        folder =>
        {
            RunFolder.Take(folder.File("out"), RunInputs.Read(null, null, null).ToMarker(DateTimeOffset.UnixEpoch) with { Data = "pairs" }).Dispose();
            return folder.File("out");
        },
        "holds a training by itself");

    private static async Task RefusedAsync(Func<TestFolder, string> make, string why)
    {
        using var folder = new TestFolder();
        var path = make(folder);

        var run = await CommandLine.RunAsync("report", path, "--out", folder.File("report.html"));

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(path, run.Error, StringComparison.Ordinal);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("report.html")));
    }
}
