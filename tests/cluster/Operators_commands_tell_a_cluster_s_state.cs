using System.Text.Json;

namespace InstructEngine.Cluster.Tests;

public sealed class Operators_commands_tell_a_cluster_s_state
{
    private const string ErrorQueue = "eval-svc-epoch-completed_error";
    private static readonly string[] s_services = ["taxonomy-svc", "instruction-svc", "render-svc", "trainer-svc", "eval-svc"];

    [Fact]
    public async Task Doctor_finds_nothing_wrong_then_what_is_wrong()
    {
        using var folder = new TemporaryFolder();
        await using var broker = await Broker.ConnectAsync();
        await using var cluster = await Cluster.StartAsync(folder.Path);
        await EmptyErrorQueuesAsync(broker);
        string[] arguments = ["doctor", "--server", cluster.Server, "--run", folder.Path, "--json", .. s_services.SelectMany(service => new[] { "--service", cluster.Http(service, "").ToString() })];

        var well = await RunAsync(Programs.AccessKey, arguments);
        Assert.True(well.ExitCode == 0, well.Output + well.Error);
        var checks = Checks(well.Output);
        Assert.Equal(6 + (2 * s_services.Length) + 1, checks.Count);
        Assert.All(checks.Values, check => Assert.Equal("ok", check.GetProperty("state").GetString()));

        await broker.DeclareAsync(ErrorQueue);
        await broker.PublishAsync(ErrorQueue, "{}"u8.ToArray());
        cluster.Process("render-svc").KillNow();
        var ill = await RunAsync("another-key-of-16-letters", arguments);
        await broker.PurgeAsync(ErrorQueue);

        Assert.Equal(1, ill.ExitCode);
        Assert.False(JsonDocument.Parse(ill.Output).RootElement.GetProperty("ok").GetBoolean());
        var failed = Checks(ill.Output).Where(check => check.Value.GetProperty("state").GetString() == "failed").ToDictionary();
        Assert.Equal(["error queues", "server", $"service {cluster.Http("render-svc", "")}"], failed.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("wants its key", failed["server"].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains($"{ErrorQueue} has 1", failed["error queues"].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("another-key", ill.Output + ill.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Programs.AccessKey, well.Output + well.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_cancel_and_watch_speak_JSON_and_end_with_their_exit_codes()
    {
        using var folder = new TemporaryFolder();
        await using var cluster = await Cluster.StartAsync(folder.Path);
        cluster.Process("render-svc").KillNow();
        var submitted = await CommandLine.RunAsync("submit", "--server", cluster.Server, "--spec", SmallSpec.Write(folder["spec.json"], seed: 21), "--json");
        Assert.True(submitted.ExitCode == 0, submitted.Error + cluster.Logs());
        var runId = Text(submitted.Output, "runId");

        var running = await CommandLine.RunAsync("status", runId, "--server", cluster.Server, "--json");
        Assert.Equal((0, "RUN_STATE_RUNNING"), (running.ExitCode, Text(running.Output, "state")));
        var all = await CommandLine.RunAsync("status", "--server", cluster.Server, "--json");
        Assert.Contains(JsonDocument.Parse(all.Output).RootElement.GetProperty("runs").EnumerateArray(), run => run.GetProperty("runId").GetString() == runId);

        var cancelled = await CommandLine.RunAsync("cancel", runId, "--server", cluster.Server, "--json");
        Assert.Equal((0, "RUN_STATE_CANCELLED"), (cancelled.ExitCode, Text(cancelled.Output, "state")));
        var watched = await CommandLine.RunAsync("watch", runId, "--server", cluster.Server, "--json");
        Assert.Equal((1, ""), (watched.ExitCode, watched.Output.Trim()));
        Assert.Contains("The run ended as cancelled", watched.Error, StringComparison.Ordinal);

        foreach (var command in new[] { "status", "cancel", "watch" })
        {
            Assert.Equal(2, (await CommandLine.RunAsync(command, "no-such-run", "--server", cluster.Server, "--json")).ExitCode);
            Assert.Equal(3, (await CommandLine.RunAsync(command, runId, "--server", "http://127.0.0.1:1", "--json")).ExitCode);
        }
    }

    private static async Task EmptyErrorQueuesAsync(Broker broker)
    {
        var listed = await CommandLine.RunInAsync(Broker.Environment(), "dlq", "list", "--json");
        foreach (var queue in JsonDocument.Parse(listed.Output).RootElement.EnumerateArray().Select(group => group.GetProperty("queue").GetString()!).Distinct())
        {
            await broker.PurgeAsync(queue);
        }
    }

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(string key, string[] arguments) =>
        CommandLine.RunInAsync(new Dictionary<string, string>(Broker.Environment()) { ["INSTRUCTENGINE_ACCESS__KEY"] = key }, arguments);

    private static Dictionary<string, JsonElement> Checks(string json) =>
        JsonDocument.Parse(json).RootElement.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!);

    private static string Text(string json, string name) => JsonDocument.Parse(json).RootElement.GetProperty(name).GetString()!;
}
