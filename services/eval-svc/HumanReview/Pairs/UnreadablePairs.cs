using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.HumanReview.Pairs;

/// <summary>Pairs that could not be shown to somebody, kept so that the results say what they lack.</summary>
internal sealed class UnreadablePairs(IDocumentStore documents)
{
    private const string Collection = "unreadable-pairs";

    /// <param name="key">What the pair's votes would be stored under.</param>
    public Task NoteAsync(string runId, string key, string reason, CancellationToken cancellationToken) =>
        documents.InsertIfAbsentAsync(Collection, ContentIds.Create("unreadable-pair", runId, key), runId, new UnreadablePair(key, reason), cancellationToken);

    public ValueTask<HashSet<string>> KeysAsync(string runId, CancellationToken cancellationToken) =>
        documents.ListAsync<UnreadablePair>(Collection, runId, cancellationToken).Select(found => found.Value.Pair).ToHashSetAsync(cancellationToken: cancellationToken);
}

/// <param name="Reason">What was wrong with a picture.</param>
internal sealed record UnreadablePair(string Pair, string Reason);
