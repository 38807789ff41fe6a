using System.Collections.Concurrent;
using System.Security.Cryptography;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.HumanReview.Blinding;

/// <summary>
/// A random secret of each run, made once and stored with it. What annotators see (ids, sides, order) follows from it, so that it is the same
/// after a restart and on every server, and cannot be worked out from the run's own seed, which is in the report.
/// </summary>
internal sealed class ReviewSecrets(IDocumentStore documents)
{
    public const string Collection = "review-secrets";
    private const int Bytes = 32;

    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    public async Task<byte[]> OfAsync(string runId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(runId, out var known))
            return known;

        await documents.InsertIfAbsentAsync(Collection, runId, runId, new Secret(RandomNumberGenerator.GetBytes(Bytes)), cancellationToken);
        var stored = await documents.FindAsync<Secret>(Collection, runId, cancellationToken);
        return _known.GetOrAdd(runId, stored!.Value.Key);
    }

    private sealed record Secret(byte[] Key);
}
