using InstructEngine.Cli.DeadLetters;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Bus;
using InstructEngine.Hosting.Settings;

namespace InstructEngine.Cli.Diagnosis;

/// <summary>Asks the broker, where the environment names one.</summary>
internal static class BrokerChecks
{
    private const string Host = "Bus:RabbitMq:Host";

    public static async Task<IReadOnlyList<Check>> OfAsync(CancellationToken stop)
    {
        if (!BusOptions.IsSet(Host))
        {
            var how = $"{SettingNames.Variable(Host)} is not set";
            return [Check.Skipped("broker", how), Check.Skipped("error queues", how)];
        }

        var broker = await Check.RunAsync("broker", ConnectAsync, stop);
        return [broker, broker.State == CheckState.Ok ? await Check.RunAsync("error queues", QueuesAsync, stop) : Check.Skipped("error queues", "no broker to ask")];
    }

    private static async Task<Check> ConnectAsync(CancellationToken cancellation)
    {
        var broker = BusOptions.FromEnvironment().RabbitMq;
        try
        {
            await using var queues = await ErrorQueues.OpenAsync(broker, cancellation);
            return Check.Ok("broker", $"{broker} answers, and knows user '{broker.Username}'");
        }
        catch (UnreachableException exception)
        {
            return Check.Failed("broker", $"{exception.Message} Start it, or set {SettingNames.Variable(Host)} and the variables beside it to where it is and to a user that it knows");
        }
    }

    private static async Task<Check> QueuesAsync(CancellationToken cancellation)
    {
        await using var queues = await ErrorQueues.OpenAsync(BusOptions.FromEnvironment().RabbitMq, cancellation);
        var filled = new List<string>();
        foreach (var queue in ErrorQueues.Known())
        {
            if (await queues.CountAsync(queue, cancellation) is > 0 and var count)
                filled.Add($"{queue} has {count}");
        }

        return filled.Count == 0
            ? Check.Ok("error queues", "empty")
            : Check.Failed("error queues", $"{string.Join(", ", filled)}; empty would be right: `instructengine dlq list` tells why, docs/runbooks/dead-letters.md what to do");
    }
}
