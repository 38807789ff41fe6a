using System.CommandLine;
using InstructEngine.Cli.DeadLetters;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Bus;

namespace InstructEngine.Cli.Commands;

/// <summary><c>dlq</c>: the messages that a cluster's services could not handle.</summary>
internal static class DlqCommand
{
    private const string Description =
        """
        Lists, shows and replays the messages that a cluster's services could not handle. The broker is where the environment says
        (INSTRUCTENGINE_BUS__RABBITMQ__HOST, PORT, VIRTUALHOST, USERNAME, PASSWORD, USETLS, or files in INSTRUCTENGINE_SECRETS__FOLDER).
        """;

    private const string ListDescription =
        """
        Lists the error queues that have messages: how many, since when, of which event and run, and why. Takes nothing out of them.

        Examples:
          instructengine dlq list
          instructengine dlq list --json
        """;

    private const string ShowDescription =
        """
        Shows a message of an error queue, without an id the oldest: its headers, why it failed, its body. Takes nothing out of the queue.

        Examples:
          instructengine dlq show render-svc-instruction-triple-created
          instructengine dlq show render-svc-instruction-triple-created be2a0000-4907-17e8-2d71-08df49fe0dd8 --json
        """;

    private const string ReplayDescription =
        """
        Moves messages of an error queue back to the queue they came from. Each leaves the error queue only when the broker has confirmed
        its copy: killed in between, it is there twice, which handlers bear. A message of a run that has ended does nothing: submit the run first.

        Examples:
          instructengine dlq replay render-svc-instruction-triple-created be2a0000-4907-17e8-2d71-08df49fe0dd8
          instructengine dlq replay render-svc-instruction-triple-created --all
        """;

    private const long Looked = 1000;

    /// <summary>Half of what RabbitMQ 4 bears by default.</summary>
    private const int ManyDeliveries = 10;

    public static Command Create() => new("dlq", Description) { CreateList(), CreateShow(), CreateReplay() };

    private static Command CreateList()
    {
        var limit = new Option<long>("--limit") { Description = "Messages looked at in each queue.", HelpName = "N", DefaultValueFactory = _ => Looked };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() < 1)
                result.AddError("--limit must be 1 or more.");
        });
        var json = RunOptions.Json("Print JSON: a list of the queues' groups.");
        var command = new Command("list", ListDescription) { limit, json };
        command.SetAction((parsed, stop) => WithQueuesAsync(async queues =>
        {
            var groups = new List<DeadLetterGroup>();
            foreach (var queue in ErrorQueues.Known())
                groups.AddRange(await DeadLetterGroup.OfAsync(queues, queue, parsed.GetValue(limit), stop));
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json) ? DeadLetterText.AsJson(groups) : DeadLetterText.Of(groups));
            await WarnAsync(queues, parsed.InvocationConfiguration.Error);
        }, stop));
        return command;
    }

    private static Command CreateShow()
    {
        var (queue, id) = (Queue(), Id());
        var json = RunOptions.Json("Print JSON.");
        var command = new Command("show", ShowDescription) { queue, id, json };
        command.SetAction((parsed, stop) => WithQueuesAsync(async queues =>
        {
            var (name, wanted) = (await ExistingAsync(queues, parsed.GetRequiredValue(queue), stop), parsed.GetValue(id));
            var letter = (wanted is null ? await queues.OldestAsync(name, Looked, stop) : await queues.FindAsync(name, wanted, stop)) ?? throw NoSuch(name, wanted);
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json) ? DeadLetterText.AsJson(name, letter) : DeadLetterText.Of(letter));
            await WarnAsync(queues, parsed.InvocationConfiguration.Error);
        }, stop));
        return command;
    }

    private static Command CreateReplay()
    {
        var (queue, id) = (Queue(), Id());
        var all = new Option<bool>("--all") { Description = "All messages that are in the queue now." };
        var json = RunOptions.Json("Print JSON: the queue, and the ids of what was moved.");
        var command = new Command("replay", ReplayDescription) { queue, id, all, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(id) is not null))
                result.AddError("Name one message by its id (`dlq show` prints it), or give --all.");
        });
        command.SetAction((parsed, stop) => WithQueuesAsync(async queues =>
        {
            var (name, wanted) = (await ExistingAsync(queues, parsed.GetRequiredValue(queue), stop), parsed.GetValue(id));
            var (output, moved) = (parsed.InvocationConfiguration.Output, new List<string>());
            long count;
            try
            {
                count = await queues.ReplayAsync(name, wanted, letter => moved.Add(letter.Id), stop);
            }
            catch (Exception exception) when (exception is not CommandFailure)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"{moved.Count} moved; the rest is in {name} as before.");
                throw;
            }

            if (wanted is not null && count == 0)
                throw NoSuch(name, wanted);
            await output.WriteAsync(parsed.GetValue(json)
                ? DeadLetterText.Lines(new { queue = name, replayed = moved })
                : $"{count} moved from {name} to {name[..^ServiceQueues.ErrorSuffix.Length]}.\n");
        }, stop));
        return command;
    }

    private static async Task<int> WithQueuesAsync(Func<ErrorQueues, Task> act, CancellationToken stop)
    {
        var broker = BusOptions.FromEnvironment().RabbitMq;
        try
        {
            await using var queues = await ErrorQueues.OpenAsync(broker, stop);
            await act(queues);
            return ExitCodes.Ok;
        }
        catch (Exception exception) when (BrokerConnection.IsProblem(exception))
        {
            throw BrokerConnection.Told(broker, exception);
        }
    }

    private static async Task WarnAsync(ErrorQueues queues, TextWriter error)
    {
        if (queues.Deliveries >= ManyDeliveries)
            await error.WriteLineAsync(
                $"A message has been looked at {queues.Deliveries} times. A broker with a delivery limit (RabbitMQ 4: 20) drops it in the end; docs/runbooks/dead-letters.md says how to lift that.");
    }

    private static Argument<string> Queue() => new("QUEUE") { Description = "The error queue, with or without _error." };

    private static Argument<string?> Id() => new("ID") { Description = "The message's id.", Arity = ArgumentArity.ZeroOrOne };

    private static async Task<string> ExistingAsync(ErrorQueues queues, string queue, CancellationToken stop)
    {
        var name = ErrorQueues.NameOf(queue);
        if (await queues.CountAsync(name, stop) is not null)
            return name;

        var known = ErrorQueues.Known();
        throw new CommandFailure(
            ExitCodes.Usage,
            known.Contains(name)
                ? $"The broker has no queue {name}: nothing has failed there yet."
                : $"The broker has no queue {name}; the services' error queues are {string.Join(", ", known)}.");
    }

    private static CommandFailure NoSuch(string queue, string? id) =>
        new(ExitCodes.Usage, id is null ? $"{queue} is empty." : $"{queue} has no message {id}; `instructengine dlq show {queue}` prints the oldest.");
}
