namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>
/// Takes a sample that covers the corpus. Real corpora are lopsided: a few fashions fill most lines. So the prompts are grouped by
/// one of their telling words, drawn by hash (a MinHash over the words that are not common, so that prompts on one subject tend to meet),
/// and the sample takes one prompt of each group in turn: rare subjects come in first, and no fashion crowds them out.
/// Linear but for sorting; the same seed gives the same sample.
/// </summary>
internal static class DiversitySampler
{
    // A word in more prompts than this says little about the subject ("detailed", "artstation").
    private const double CommonShare = 0.02;

    /// <summary>The sample, ordered by line.</summary>
    public static List<Candidate> Sample(IReadOnlyList<Candidate> prompts, int size, long seed)
    {
        if (prompts.Count <= size)
        {
            return [.. prompts.OrderBy(prompt => prompt.Line)];
        }

        Dictionary<string, int> frequency = WordFrequency(prompts);
        double common = Math.Max(2, CommonShare * prompts.Count);
        var hashSeed = (ulong)seed;
        return [.. prompts
            .GroupBy(prompt => Subject(prompt, frequency, common, hashSeed))
            .SelectMany(group => group
                .OrderBy(prompt => StableHash.Of(prompt.Key, hashSeed))
                .Select((prompt, round) => (Prompt: prompt, Round: round, Group: StableHash.Mix(group.Key ^ hashSeed))))
            .OrderBy(entry => entry.Round).ThenBy(entry => entry.Group).ThenBy(entry => entry.Prompt.Line)
            .Take(size)
            .Select(entry => entry.Prompt)
            .OrderBy(prompt => prompt.Line)];
    }

    private static Dictionary<string, int> WordFrequency(IReadOnlyList<Candidate> prompts)
    {
        var frequency = new Dictionary<string, int>();
        foreach (Candidate prompt in prompts)
        {
            foreach (string word in PromptKey.Words(prompt.Key).Distinct())
            {
                frequency[word] = frequency.GetValueOrDefault(word) + 1;
            }
        }

        return frequency;
    }

    private static ulong Subject(Candidate prompt, Dictionary<string, int> frequency, double common, ulong seed)
    {
        ulong smallest = ulong.MaxValue, smallestCommon = ulong.MaxValue;
        foreach (string word in PromptKey.Words(prompt.Key))
        {
            ulong hash = StableHash.Of(word, seed);
            if (frequency[word] > common)
            {
                smallestCommon = Math.Min(smallestCommon, hash);
            }
            else if (frequency[word] > 1)
            {
                smallest = Math.Min(smallest, hash);
            }
        }

        return smallest != ulong.MaxValue ? smallest : smallestCommon;
    }
}
