namespace InstructEngine.Cli.DeadLetters;

/// <summary>Messages of an error queue that are alike.</summary>
/// <param name="InQueue">All messages of the queue.</param>
/// <param name="Messages">Those of this event, run and exception, as far as the queue was looked at.</param>
/// <param name="Oldest">When the first of them was given up; null where no header says it.</param>
internal sealed record DeadLetterGroup(string Queue, long InQueue, long Messages, DateTimeOffset? Oldest, string? MessageType, string? RunId, string? Exception)
{
    /// <summary>The groups of a queue, that with the oldest message first.</summary>
    public static async Task<IReadOnlyList<DeadLetterGroup>> OfAsync(ErrorQueues queues, string queue, long limit, CancellationToken cancellationToken)
    {
        var count = await queues.CountAsync(queue, cancellationToken) ?? 0;
        if (count == 0)
            return [];

        var groups = new Dictionary<(string?, string?, string?), DeadLetterGroup>();
        await foreach (var letter in queues.LookAsync(queue, limit, cancellationToken))
        {
            var key = (letter.MessageType, letter.RunId, letter.Exception);
            groups[key] = groups.TryGetValue(key, out var group)
                ? group with { Messages = group.Messages + 1, Oldest = group.Oldest < letter.FailedAt ? group.Oldest : letter.FailedAt ?? group.Oldest }
                : new(queue, count, 1, letter.FailedAt, letter.MessageType, letter.RunId, letter.Exception);
        }

        return [.. groups.Values.OrderBy(group => group.Oldest)];
    }
}
