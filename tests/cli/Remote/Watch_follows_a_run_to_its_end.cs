using System.Text;
using InstructEngine.Hosting;
using InstructEngine.Protos.V1;
using Xunit;

namespace InstructEngine.Cli.Tests.Remote;

public class Watch_follows_a_run_to_its_end
{
    [Fact]
    public async Task A_completed_run_is_printed_and_its_files_are_fetched()
    {
        using var folder = new TestFolder();
        var runs = new FakeRuns { Watched = [[Samples.Running(1), Samples.Running(9), Samples.Completed()]] };
        runs.Artifacts["summary.json"] = Samples.Summary();
        runs.Artifacts["report.html"] = Encoding.UTF8.GetBytes(new string('x', 5000));
        await using var server = await FakeServer.StartAsync(runs);

        var watch = await CommandLine.RunAsync("watch", "run-7", "--server", server.Url, "--out", folder.File("result"));

        Assert.True(watch.ExitCode == ExitCodes.Ok, watch.Error);
        Assert.Contains("rendering    1/9 pairs", watch.Error, StringComparison.Ordinal);
        Assert.Contains("0.250    0.500   +0.250*", watch.Output, StringComparison.Ordinal);
        Assert.Equal(Samples.Summary(), File.ReadAllBytes(folder.File("result/summary.json")));
        Assert.Equal(5000, new FileInfo(folder.File("result/report.html")).Length);
    }

    [Fact]
    public async Task A_failed_run_gives_its_reason_and_code_1()
    {
        var failed = new Run { RunId = "run-7", State = RunState.Failed, FailedService = "trainer-svc", FailureReason = "No pair is fit." };
        await using var server = await FakeServer.StartAsync(new FakeRuns { Watched = [[failed]] });

        var watch = await CommandLine.RunAsync("watch", "run-7", "--server", server.Url);

        Assert.Equal(ExitCodes.RunFailed, watch.ExitCode);
        Assert.Contains("The run failed in trainer-svc: No pair is fit.", watch.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_run_gives_its_reason_and_a_code_of_its_own()
    {
        var paused = new Run { RunId = "run-7", State = RunState.Paused, FailedService = "instruction-svc", FailureReason = "The budget is used up." };
        await using var server = await FakeServer.StartAsync(new FakeRuns { Watched = [[paused]] });

        var watch = await CommandLine.RunAsync("watch", "run-7", "--server", server.Url);

        Assert.Equal(ExitCodes.Paused, watch.ExitCode);
        Assert.Contains("The run is paused in instruction-svc: The budget is used up.", watch.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_goes_away_is_waited_for()
    {
        var runs = new FakeRuns { Watched = [[Samples.Running(1), null], [Samples.Completed()]] };
        runs.Artifacts["summary.json"] = Samples.Summary();
        await using var server = await FakeServer.StartAsync(runs);

        var watch = await CommandLine.RunAsync("watch", "run-7", "--server", server.Url, "--json");

        Assert.Equal(ExitCodes.Ok, watch.ExitCode);
        Assert.Equal(2, runs.Watches);
        Assert.Contains("trying again", watch.Error, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetString(Samples.Summary()), watch.Output);
    }
}
