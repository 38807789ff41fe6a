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
        var shingles = Shingles.Of(key);
        var signature = MinHash.Signature(shingles);
        Span<ulong> bandKeys = stackalloc ulong[MinHash.Bands];
        _compared.Clear();
        for (var band = 0; band < MinHash.Bands; band++)
        {
            bandKeys[band] = MinHash.BandKey(signature, band);
            for (var entry = _buckets.First(bandKeys[band]); entry >= 0; entry = _buckets[entry].Next)
            {
                var other = _buckets[entry].Prompt;
                if (_compared.Add(other) && IsNearDuplicate(key, shingles, signature, _prompts[other]))
                {
                    return false;
                }
            }
        }

        Add(key, signature, bandKeys);
        return true;
    }

    private void Add(string key, uint[] signature, ReadOnlySpan<ulong> bandKeys)
    {
        foreach (var bandKey in bandKeys)
            _buckets.Add(bandKey, _prompts.Count);

        _prompts.Add((key, signature));
    }

    private bool IsNearDuplicate(string key, uint[] shingles, uint[] signature, (string Key, uint[] Signature) other)
    {
        Comparisons++;
        return MinHash.Similarity(signature, other.Signature) >= EstimateFloor
            && Shingles.Jaccard(shingles, Shingles.Of(other.Key)) >= Threshold
            && Shingles.Jaccard(Shingles.Of(Head(key)), Shingles.Of(Head(other.Key))) >= Threshold;
    }

    private static ReadOnlySpan<char> Head(string key) => key.AsSpan(0, Math.Min(HeadLength, key.Length));
}
