using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.Cli.Datasets.Audit;

/// <summary>Finds instructions that say the same, or nearly, as a prompt of an evaluation suite: what is trained on must not be what is measured with.</summary>
internal sealed class SuiteOverlap
{
    private readonly Dictionary<string, string> _same = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, List<(string Prompt, uint[] Shingles)>> _buckets = [];

    public SuiteOverlap(IEnumerable<string> prompts)
    {
        foreach (var prompt in prompts)
        {
            var key = PromptKey.Of(prompt);
            if (!_same.TryAdd(key, prompt))
                continue;

            var shingles = Shingles.Of(key);
            foreach (var band in BandsOf(shingles))
            {
                if (!_buckets.TryGetValue(band, out var bucket))
                    _buckets[band] = bucket = [];
                bucket.Add((prompt, shingles));
            }
        }
    }

    public int Prompts => _same.Count;

    /// <returns>The suite's prompt; null where there is none like it.</returns>
    public string? Find(string instruction)
    {
        var key = PromptKey.Of(instruction);
        if (_same.TryGetValue(key, out var same))
            return same;

        var shingles = Shingles.Of(key);
        foreach (var band in BandsOf(shingles))
        {
            foreach (var (prompt, others) in _buckets.GetValueOrDefault(band) ?? [])
            {
                if (Shingles.Jaccard(shingles, others) >= NearDuplicateIndex.Threshold)
                    return prompt;
            }
        }

        return null;
    }

    private static IEnumerable<ulong> BandsOf(uint[] shingles)
    {
        var signature = MinHash.Signature(shingles);
        return Enumerable.Range(0, MinHash.Bands).Select(band => MinHash.BandKey(signature, band));
    }
}
