namespace InstructEngine.Lexicons.Similarity;

/// <summary>
/// Finds prompts that say nearly the same as one seen before: locality-sensitive hashing proposes candidates (16 bands of 5 rows
/// find a pair of similarity 0.85 with probability 0.9998), which are then compared exactly.
/// </summary>
public sealed class NearDuplicateIndex
{
    /// <summary>Jaccard similarity of the four-character pieces from which two prompts count as near duplicates.</summary>
    public const double Threshold = 0.85;

    // Prompts name their subject first and share long tails of style words: a near duplicate must agree in its head too.
    private const int HeadLength = 40;

    // Far below the threshold by the signatures' estimate: not worth the exact comparison.
    private const double EstimateFloor = Threshold - 0.2;

    /// <summary>Prompts that a bucket offers for comparison; hostile input, where everything resembles everything a little, stays linear.</summary>
    public const int BucketCapacity = 8;

    private readonly BandBuckets _buckets = new(BucketCapacity);
    private readonly List<(string Key, uint[] Signature)> _prompts = [];
    private readonly HashSet<int> _compared = [];

    /// <summary>Pairs of prompts compared so far.</summary>
    public long Comparisons { get; private set; }

    /// <summary>Adds a prompt unless a near duplicate of it is there.</summary>
    /// <returns>True when it was added.</returns>
    public bool TryAdd(string key)
    {
        var entry = new Entry(key);
        if (Find(entry) is not null)
        {
            return false;
        }

        Add(entry);
        return true;
    }

    /// <summary>Adds a prompt, whatever is there.</summary>
    public void Add(string key) => Add(new Entry(key));

    /// <returns>A near duplicate of the prompt; null when there is none.</returns>
    public string? Find(string key) => Find(new Entry(key));

    private string? Find(Entry entry)
    {
        _compared.Clear();
        for (var band = 0; band < MinHash.Bands; band++)
        {
            for (var place = _buckets.First(MinHash.BandKey(entry.Signature, band)); place >= 0; place = _buckets[place].Next)
            {
                var other = _buckets[place].Prompt;
                if (_compared.Add(other) && IsNearDuplicate(entry, _prompts[other]))
                {
                    return _prompts[other].Key;
                }
            }
        }

        return null;
    }

    private void Add(Entry entry)
    {
        for (var band = 0; band < MinHash.Bands; band++)
            _buckets.Add(MinHash.BandKey(entry.Signature, band), _prompts.Count);

        _prompts.Add((entry.Key, entry.Signature));
    }

    private bool IsNearDuplicate(Entry entry, (string Key, uint[] Signature) other)
    {
        Comparisons++;
        return MinHash.Similarity(entry.Signature, other.Signature) >= EstimateFloor
            && Shingles.Jaccard(entry.Pieces, Shingles.Of(other.Key)) >= Threshold
            && Shingles.Jaccard(Shingles.Of(Head(entry.Key)), Shingles.Of(Head(other.Key))) >= Threshold;
    }

    private static ReadOnlySpan<char> Head(string key) => key.AsSpan(0, Math.Min(HeadLength, key.Length));

    private sealed class Entry(string key)
    {
        public string Key { get; } = key;

        public uint[] Pieces { get; } = Shingles.Of(key);

        public uint[] Signature => field ??= MinHash.Signature(Pieces);
    }
}
