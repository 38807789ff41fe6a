using System.Text;
using RabbitMQ.Client;

namespace InstructEngine.Cluster.Tests;

public sealed class A_killed_replay_loses_nothing
{
    [Fact]
    public async Task Each_message_is_in_one_of_the_two_queues_and_the_next_replay_moves_the_rest()
    {
        const int Count = 3000;
        await using var broker = await Broker.ConnectAsync();
        var queue = $"test-replay-{Guid.NewGuid():n}";
        await broker.DeclareAsync(queue);
        await broker.DeclareAsync(queue + "_error");
        var sends = Enumerable.Range(0, Count).Select(i => broker.PublishAsync(queue + "_error", Encoding.UTF8.GetBytes($"{i}"), Failed(i)).AsTask());
        await Task.WhenAll(sends);

        await using (var replay = new ChildProcess(Programs.CommandLine, ["dlq", "replay", queue, "--all"], Broker.Environment()))
        {
            for (var tries = 0; await broker.CountAsync(queue) < 50; tries++)
            {
                Assert.True(tries < 6000 && !replay.HasExited, replay.Error + replay.Output);
                await Task.Delay(5);
            }

            replay.KillNow();
            await replay.ExitCodeAsync(TimeSpan.FromSeconds(20));
        }

        await WaitAsync(async () => await broker.CountAsync(queue) + await broker.CountAsync(queue + "_error") >= Count);
        Assert.InRange(await broker.CountAsync(queue + "_error"), 1, Count);
        var rest = await CommandLine.RunInAsync(Broker.Environment(), "dlq", "replay", queue, "--all");
        Assert.True(rest.ExitCode == 0, rest.Error);

        Assert.Equal(0, await broker.CountAsync(queue + "_error"));
        var seen = new HashSet<int>();
        var total = 0;
        while (await broker.TakeAsync(queue) is { } message)
        {
            seen.Add(int.Parse(Encoding.UTF8.GetString(message.Body.Span)));
            Assert.Equal(["kept"], message.BasicProperties.Headers!.Keys.Where(name => !name.StartsWith("x-", StringComparison.Ordinal)));
            Assert.StartsWith("m-", message.BasicProperties.MessageId, StringComparison.Ordinal);
            total++;
        }

        Assert.Equal(Count, seen.Count);
        Assert.InRange(total, Count, Count + 1);
        await broker.DeleteAsync(queue);
        await broker.DeleteAsync(queue + "_error");
    }

    [Fact]
    public async Task A_message_whose_queue_is_gone_stays()
    {
        await using var broker = await Broker.ConnectAsync();
        var queue = $"test-replay-{Guid.NewGuid():n}";
        await broker.DeclareAsync(queue + "_error");
        await broker.PublishAsync(queue + "_error", "1"u8.ToArray(), Failed(1));

        var (exitCode, _, error) = await CommandLine.RunInAsync(Broker.Environment(), "dlq", "replay", queue, "m-1");

        Assert.Equal(1, exitCode);
        Assert.Contains($"has no queue {queue}; start its service", error, StringComparison.Ordinal);
        await WaitAsync(async () => await broker.CountAsync(queue + "_error") == 1);
        await broker.DeleteAsync(queue + "_error");
    }

    [Fact]
    public async Task A_broker_that_refuses_or_is_away_is_exit_code_3_and_no_password_is_told()
    {
        await using var broker = await Broker.ConnectAsync();
        var wrong = Broker.Environment();
        wrong["INSTRUCTENGINE_BUS__RABBITMQ__PASSWORD"] = "canary-5d1f";
        var refused = await CommandLine.RunInAsync(wrong, "dlq", "list");
        wrong["INSTRUCTENGINE_BUS__RABBITMQ__PORT"] = "1";
        var away = await CommandLine.RunInAsync(wrong, "dlq", "list", "--json");

        Assert.Equal((3, 3), (refused.ExitCode, away.ExitCode));
        Assert.Contains("refuses user", refused.Error, StringComparison.Ordinal);
        Assert.Contains("does not answer", away.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-5d1f", refused.Error + refused.Output + away.Error + away.Output, StringComparison.Ordinal);
    }

    private static BasicProperties Failed(int i) => new()
    {
        MessageId = $"m-{i}",
        Headers = new Dictionary<string, object?> { ["kept"] = "yes", ["MT-Reason"] = "fault", ["MT-Fault-Message"] = "boom" },
    };

    private static async Task WaitAsync(Func<Task<bool>> isTrue)
    {
        for (var tries = 0; !await isTrue(); tries++)
        {
            Assert.True(tries < 200);
            await Task.Delay(50);
        }
    }
}
