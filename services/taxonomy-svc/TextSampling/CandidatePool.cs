using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>
/// Distinct prompts, at most a given number of them: of more, those with the smallest seeded hashes stay, which is an even sample
/// whatever the order and keeps the memory bounded.
/// Of a corpus with more distinct prompts than <see cref="SeenHashes.MaxCount"/>, repetitions beyond the pool count as overflow: that the pool holds
/// no prompt twice is certain all the same, as its own are always known.
/// </summary>
internal sealed class CandidatePool(int capacity, long seed)
{
    private readonly SeenHashes _seen = new();
    private readonly HashSet<ulong> _own = [];
    private readonly PriorityQueue<Candidate, ulong> _kept = new(Comparer<ulong>.Create((a, b) => b.CompareTo(a)));

    /// <summary>Prompts that were given up because there were more than the capacity.</summary>
    public int Overflow { get; private set; }

    /// <returns>False when an equal prompt (by its key) was offered before.</returns>
    public bool Offer(Candidate candidate)
    {
        var hash = StableHash.Of(candidate.Key);
        if (_own.Contains(hash) || !_seen.Add(hash))
            return false;

        var rank = StableHash.Mix(hash ^ (ulong)seed);
        if (_kept.Count < capacity)
        {
            _kept.Enqueue(candidate, rank);
            _own.Add(hash);
            return true;
        }

        var given = _kept.EnqueueDequeue(candidate, rank);
        Overflow++;
        if (!ReferenceEquals(given, candidate))
        {
            _own.Remove(StableHash.Of(given.Key));
            _own.Add(hash);
        }

        return true;
    }

    public IEnumerable<Candidate> ByLine() =>
        _kept.UnorderedItems.Select(item => item.Element).OrderBy(candidate => candidate.Line);
}
