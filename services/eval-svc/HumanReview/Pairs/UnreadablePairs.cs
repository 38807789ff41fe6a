using System.Collections.Concurrent;
using InstructEngine.EvalService.HumanReview.Blinding;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.HumanReview.Pairs;

/// <summary>Pairs that a reviewer came upon and could not be shown. They are kept, so that the results say how many are missing.</summary>
internal sealed partial class UnreadablePairs(IDocumentStore documents, BlindPictures pictures, TimeProvider time, ILogger<UnreadablePairs> logger)
{
    public const string Collection = "unreadable-pairs";

    private readonly ConcurrentDictionary<(string Run, string Key), bool> _kept = new();

    /// <summary>Whether both pictures of a pair can be shown; one that cannot is kept.</summary>
    public async Task<bool> IsReadableAsync(string runId, ComparedPair pair, CancellationToken cancellationToken)
    {
        if (await ProblemAsync(pair, cancellationToken) is not { } problem)
            return true;

        var key = BlindQueue.KeyOf(pair);
        if (_kept.ContainsKey((runId, key)))
            return false;

        LogUnreadable(logger, pair.Prompt, problem);
        await documents.InsertIfAbsentAsync(Collection, ContentIds.Create("unreadable-pair", runId, key), runId, new Found(key, problem, time.GetUtcNow()), cancellationToken);
        _kept.TryAdd((runId, key), true);
        return false;
    }

    /// <returns>Keys of those that still cannot be shown: a picture may have been restored.</returns>
    public async Task<IReadOnlySet<string>> ListAsync(ComparedCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var pairs = checkpoint.Pairs.Where(BlindQueue.IsShown).ToDictionary(BlindQueue.KeyOf);
        var unreadable = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var found in documents.ListAsync<Found>(Collection, checkpoint.RunId, cancellationToken))
        {
            if (pairs.TryGetValue(found.Value.Key, out var pair) && await ProblemAsync(pair, cancellationToken) is not null)
                unreadable.Add(found.Value.Key);
        }

        return unreadable;
    }

    private async Task<string?> ProblemAsync(ComparedPair pair, CancellationToken cancellationToken)
    {
        try
        {
            await pictures.ReadAsync(pair, cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is InvalidDataException or BlobNotFoundException or BlobCorruptException)
        {
            return exception.Message;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A pair of prompt {Prompt} cannot be shown and is left out: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, int prompt, string reason);

    /// <param name="Key">Of the pair, as its votes are stored under.</param>
    private sealed record Found(string Key, string Reason, DateTimeOffset At);
}
