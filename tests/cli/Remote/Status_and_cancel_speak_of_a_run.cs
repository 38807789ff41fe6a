using System.Text.Json;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Remote;

public class Status_and_cancel_speak_of_a_run
{
    [Fact]
    public async Task Status_says_how_far_it_is()
    {
        await using var server = await FakeServer.StartAsync(new FakeRuns());

        var text = await CommandLine.RunAsync("status", "run-7", "--server", server.Url);
        var json = await CommandLine.RunAsync("status", "run-7", "--server", server.Url, "--json");

        Assert.Contains("run-7  running", text.Output, StringComparison.Ordinal);
        Assert.Contains("rendering    3/9 pairs", text.Output, StringComparison.Ordinal);
        Assert.Equal("run-7", JsonDocument.Parse(json.Output).RootElement.GetProperty("runId").GetString());
    }

    [Fact]
    public async Task An_unknown_run_is_a_wrong_argument()
    {
        await using var server = await FakeServer.StartAsync(new FakeRuns());

        var status = await CommandLine.RunAsync("status", "run-8", "--server", server.Url);

        Assert.Equal(ExitCodes.Usage, status.ExitCode);
        Assert.Contains("There is no run 'run-8'", status.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_ends_it()
    {
        var runs = new FakeRuns();
        await using var server = await FakeServer.StartAsync(runs);

        var cancel = await CommandLine.RunAsync("cancel", "run-7", "--server", server.Url);
        var json = await CommandLine.RunAsync("cancel", "run-7", "--server", server.Url, "--json");

        Assert.Equal((ExitCodes.Ok, "run-7"), (cancel.ExitCode, runs.Cancelled));
        Assert.Contains("cancelled", cancel.Output, StringComparison.Ordinal);
        Assert.Equal("RUN_STATE_CANCELLED", JsonDocument.Parse(json.Output).RootElement.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_server_of_another_kind_is_told_as_such()
    {
        await using var server = await FakeServer.StartAsync(new FakeRuns());

        var list = await CommandLine.RunAsync("status", "--server", server.Url);

        // This one serves no List.
        Assert.Equal(ExitCodes.Usage, list.ExitCode);
        Assert.Contains("has no Runs service", list.Error, StringComparison.Ordinal);
    }
}
