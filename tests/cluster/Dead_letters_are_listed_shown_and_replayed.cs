using System.Text.Json;
using InstructEngine.Contracts.V1;
using RabbitMQ.Client;

namespace InstructEngine.Cluster.Tests;

public sealed class Dead_letters_are_listed_shown_and_replayed
{
    private const string Queue = "render-svc-instruction-triple-created";
    private const string ErrorQueue = Queue + "_error";

    [Fact]
    public async Task What_services_could_not_read_is_told_with_its_run_and_reason_and_stays_where_it_is()
    {
        using var folder = new TemporaryFolder();
        await using var broker = await Broker.ConnectAsync();
        await using var cluster = await Cluster.StartAsync(folder.Path);
        var run = $"dlq-{Guid.NewGuid():n}";
        await PurgeAsync(broker);
        foreach (var triple in new[] { "1", "2" })
        {
            await broker.PublishAsync(Queue, JsonSerializer.SerializeToUtf8Bytes(new { runId = run, tripleId = triple, dimension = "\u001b[31mNone" }), Event(triple));
        }

        await broker.PublishAsync(Queue, "no \u0007JSON"u8.ToArray());
        await WaitForAsync(broker, ErrorQueue, 3, cluster);

        var listed = await RunAsync("dlq", "list", "--json");
        Assert.True(listed.ExitCode == 0, listed.Error);
        var groups = JsonDocument.Parse(listed.Output).RootElement.EnumerateArray().Where(group => Text(group, "queue") == ErrorQueue).ToList();
        Assert.Equal(2, groups.Count);
        Assert.All(groups, group => Assert.Equal(3, group.GetProperty("inQueue").GetInt64()));
        var ours = Assert.Single(groups, group => Text(group, "runId") == run);
        Assert.Equal(2, ours.GetProperty("messages").GetInt64());
        Assert.Equal("InstructionTripleCreated", Text(ours, "messageType"));
        Assert.Contains("Exception", Text(ours, "exception"), StringComparison.Ordinal);
        Assert.InRange(ours.GetProperty("oldest").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-2), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Null(Assert.Single(groups, group => Text(group, "runId") != run).GetProperty("messageType").GetString());

        var table = await RunAsync("dlq", "list");
        Assert.Contains($"{ErrorQueue}  3", table.Output, StringComparison.Ordinal);
        Assert.Contains(run, table.Output, StringComparison.Ordinal);

        var shown = await RunAsync("dlq", "show", Queue, "triple-2", "--json");
        Assert.True(shown.ExitCode == 0, shown.Error);
        var letter = JsonDocument.Parse(shown.Output).RootElement;
        Assert.Equal("2", letter.GetProperty("body").GetProperty("tripleId").GetString());
        Assert.Contains("dimension", Text(letter, "fault"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Queue, letter.GetProperty("headers").GetProperty("MT-Fault-InputAddress").GetString(), StringComparison.Ordinal);

        var oldest = await RunAsync("dlq", "show", ErrorQueue);
        Assert.Contains("fault ", oldest.Output, StringComparison.Ordinal);
        var first = JsonDocument.Parse((await RunAsync("dlq", "show", ErrorQueue, "--json")).Output).RootElement;
        Assert.Equal(groups.Min(group => group.GetProperty("oldest").GetDateTimeOffset()), first.GetProperty("failedAt").GetDateTimeOffset());
        Assert.DoesNotContain('\u0007', oldest.Output);
        Assert.DoesNotContain('\u001b', oldest.Output);
        Assert.Equal(3, await broker.CountAsync(ErrorQueue));

        for (var looks = 0; looks < 10; looks++)
        {
            oldest = await RunAsync("dlq", "show", ErrorQueue);
        }

        Assert.Contains("has been looked at 1", oldest.Error, StringComparison.Ordinal);
        Assert.Equal(3, await broker.CountAsync(ErrorQueue));
        var unknown = await RunAsync("dlq", "show", Queue, "triple-9");
        Assert.Equal((2, true), (unknown.ExitCode, unknown.Error.Contains("has no message triple-9", StringComparison.Ordinal)));
        await PurgeAsync(broker);
    }

    [Fact]
    public async Task A_replayed_message_is_handled_and_the_run_ends_as_if_nothing_had_been()
    {
        using var folder = new TemporaryFolder();
        var spec = SmallSpec.Write(folder["spec.json"], seed: 11);
        await using var broker = await Broker.ConnectAsync();
        await using var cluster = await Cluster.StartAsync(folder.Path);
        await PurgeAsync(broker);
        await broker.DeclareAsync(ErrorQueue);
        cluster.Process("render-svc").Terminate();
        Assert.Equal(0, await cluster.Process("render-svc").ExitCodeAsync(TimeSpan.FromSeconds(60)));

        var submitted = await CommandLine.RunAsync("submit", "--server", cluster.Server, "--spec", spec, "--until", "dataset");
        Assert.True(submitted.ExitCode == 0, submitted.Error + cluster.Logs());
        var runId = submitted.Output.Trim();
        for (var i = 0; i < 2; i++)
        {
            await MoveAsync(broker, cluster);
        }

        cluster.Start("render-svc");
        await cluster.WaitUntilReadyAsync("render-svc");
        var one = JsonDocument.Parse((await RunAsync("dlq", "show", Queue, "--json")).Output).RootElement;
        Assert.Equal(runId, Text(one, "runId"));
        var replayed = await RunAsync("dlq", "replay", Queue, Text(one, "id")!, "--json");
        Assert.True(replayed.ExitCode == 0, replayed.Error);
        Assert.Equal(Text(one, "id"), Assert.Single(JsonDocument.Parse(replayed.Output).RootElement.GetProperty("replayed").EnumerateArray()).GetString());
        Assert.Equal(1, await broker.CountAsync(ErrorQueue));
        var rest = await RunAsync("dlq", "replay", Queue, "--all");
        Assert.Equal($"1 moved from {ErrorQueue} to {Queue}.", rest.Output.Trim());

        var watched = await CommandLine.RunAsync("watch", runId, "--server", cluster.Server, "--json");
        Assert.True(watched.ExitCode == 0, watched.Error + cluster.Logs());
        var embedded = await CommandLine.RunAsync("run", "--spec", spec, "--out", folder["embedded"], "--until", "dataset", "--json");
        Assert.True(embedded.ExitCode == 0, embedded.Error);
        Assert.Equal(DatasetHash(embedded.Output), DatasetHash(watched.Output));
        Assert.Equal(0, await broker.CountAsync(ErrorQueue));
        Assert.DoesNotContain(ErrorQueue, (await RunAsync("dlq", "list", "--json")).Output, StringComparison.Ordinal);
    }

    /// <summary>A waiting triple goes where a failure would have put it.</summary>
    private static async Task MoveAsync(Broker broker, Cluster cluster)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (await broker.TakeAsync(Queue) is { } triple)
            {
                var properties = new BasicProperties(triple.BasicProperties);
                properties.Headers!["MT-Fault-ExceptionType"] = "System.IO.IOException";
                await broker.PublishAsync(ErrorQueue, triple.Body, properties);
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("No triple came: " + cluster.Logs());
    }

    private static BasicProperties Event(string triple) => new()
    {
        MessageId = $"triple-{triple}",
        ContentType = "application/json",
        Headers = new Dictionary<string, object?> { ["MT-MessageType"] = $"urn:message:InstructEngine.Contracts.V1:{nameof(InstructionTripleCreated)}" },
    };

    private static async Task PurgeAsync(Broker broker)
    {
        await broker.DeclareAsync(ErrorQueue);
        await broker.PurgeAsync(ErrorQueue);
    }

    private static async Task WaitForAsync(Broker broker, string queue, long count, Cluster cluster)
    {
        for (var tries = 0; await broker.CountAsync(queue) != count; tries++)
        {
            Assert.True(tries < 300, cluster.Logs());
            await Task.Delay(100);
        }
    }

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => CommandLine.RunInAsync(Broker.Environment(), arguments);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string DatasetHash(string summary) => JsonDocument.Parse(summary).RootElement.GetProperty("datasetHash").GetString()!;
}
