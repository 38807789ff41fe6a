using System.Collections.Concurrent;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Language.Caching;

/// <summary>
/// Answers by the hash of what was asked. An answer is stored before anybody reads it, also while the process is asked to stop, so that a crash or a
/// kill costs at most the requests that were under way. Two who ask the same at once send one request.
/// </summary>
internal sealed class AnswerCache(IDocumentStore documents) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<StoredAnswer>>> _underWay = new(StringComparer.Ordinal);

    /// <param name="ask">Sends the request.</param>
    /// <param name="paid">Called once the answer is stored, before it is given.</param>
    /// <returns>The answer, and whether it was there already.</returns>
    public async Task<(StoredAnswer Answer, bool Cached)> GetAsync(
        string runId, string key, Func<Task<StoredAnswer>> ask, Func<StoredAnswer, Task> paid, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await documents.FindAsync<StoredAnswer>(Collections.LanguageAnswers, key, cancellationToken) is { } found)
                return (found.Value, true);

            var mine = new Lazy<Task<StoredAnswer>>(() => AskAsync(runId, key, ask, paid));
            var underWay = _underWay.GetOrAdd(key, mine);
            try
            {
                return (await underWay.Value, !ReferenceEquals(underWay, mine));
            }
            catch (OperationCanceledException) when (!ReferenceEquals(underWay, mine) && !cancellationToken.IsCancellationRequested)
            {
                // The one who asked was stopped; the next in line asks.
            }
            finally
            {
                if (ReferenceEquals(underWay, mine))
                    _underWay.TryRemove(key, out _);
            }
        }
    }

    public IAsyncEnumerable<StoredAnswer> OfRunAsync(string runId, CancellationToken cancellationToken) =>
        documents.ListAsync<StoredAnswer>(Collections.LanguageAnswers, runId, cancellationToken).Select(found => found.Value);

    public void Dispose() => _underWay.Clear();

    private async Task<StoredAnswer> AskAsync(string runId, string key, Func<Task<StoredAnswer>> ask, Func<StoredAnswer, Task> paid)
    {
        var answer = await ask();
        await documents.InsertIfAbsentAsync(Collections.LanguageAnswers, key, runId, answer, CancellationToken.None);
        await paid(answer);
        return answer;
    }
}
