using System.Text.Json;
using InstructEngine.Hosting.Runs;

namespace InstructEngine.Cluster.Tests;

public sealed class A_subscriber_in_node_prints_every_new_pair_once
{
    [Fact]
    public async Task Also_when_a_pair_comes_twice_and_another_message_is_garbage()
    {
        using var folder = new TemporaryFolder();
        var queue = $"test-subscriber-{Guid.NewGuid():n}";
        await using var broker = await Broker.ConnectAsync();
        await NodeSubscriber.InstallAsync(folder["subscriber"]);
        await using var cluster = await Cluster.StartAsync(folder.Path);
        await using var subscriber = await NodeSubscriber.StartAsync(folder["subscriber"], queue);

        var submitted = await CommandLine.RunAsync("submit", "--server", cluster.Server, "--spec", SmallSpec.Write(folder["spec.json"], seed: 9), "--until", "dataset");
        Assert.True(submitted.ExitCode == 0, submitted.Error + cluster.Logs());
        var runId = submitted.Output.Trim();
        var watched = await CommandLine.RunAsync("watch", runId, "--server", cluster.Server);
        Assert.True(watched.ExitCode == 0, watched.Error + cluster.Logs());

        await broker.PublishAsync(queue, "no JSON"u8.ToArray());
        var stored = (await StoredRecords.ReadAsync(cluster.DatabasePath, Collections.Pairs, runId)).Select(record => record.Split(' ')[0]).Order().ToList();
        Assert.NotEmpty(stored);
        await WaitUntilAsync(() => subscriber.Error.Contains("no image pair", StringComparison.Ordinal), () => subscriber.Output + subscriber.Error);
        var lines = Lines(subscriber);
        Assert.Equal(stored, lines.Select(line => line.GetProperty("tripleId").GetString()!).Order());
        Assert.All(lines, line => Assert.Equal(runId, line.GetProperty("runId").GetString()));
        Assert.All(lines, line => Assert.Equal(64, line.GetProperty("preferred").GetProperty("image").GetString()!.Length));

        // What render-svc would send again had it been killed before its publish was confirmed.
        var again = JsonSerializer.SerializeToUtf8Bytes(new
        {
            runId,
            tripleId = stored[0],
            dimension = "Aesthetics",
            preferredImage = new { blob = new { sha256 = "" } },
            dispreferredImage = new { blob = new { sha256 = "" } },
            ofALaterVersion = 1,
        });
        await broker.PublishAsync(queue, again);
        await broker.PublishAsync(queue, "[]"u8.ToArray());
        await WaitUntilAsync(() => subscriber.Error.Split("no image pair").Length == 3, () => subscriber.Output + subscriber.Error);
        Assert.Equal(stored.Count, Lines(subscriber).Count);

        subscriber.Terminate();
        Assert.Equal(0, await subscriber.ExitCodeAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(0, await broker.CountAsync(queue));
        await broker.DeleteAsync(queue);
    }

    private static List<JsonElement> Lines(ChildProcess subscriber) =>
        [.. subscriber.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static async Task WaitUntilAsync(Func<bool> isTrue, Func<string> shown)
    {
        for (var tries = 0; !isTrue(); tries++)
        {
            Assert.True(tries < 300, shown());
            await Task.Delay(100);
        }
    }
}
