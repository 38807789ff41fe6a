using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>
/// Takes a sample that covers the corpus. Real corpora are lopsided: a few fashions fill most lines. A prompt is the more novel the
/// less often its words were taken already, so the sample takes the most novel prompts first (greedy coverage with diminishing returns):
/// rare subjects come in early, and the hundredth prompt of one fashion waits until the others had their turn.
/// Exact greedy choice would compare all prompts at each step; a falling threshold does nearly the same in a fixed number of passes.
/// </summary>
internal static class DiversitySampler
{
    private const int Passes = 20;

    /// <summary>The sample, ordered by line. The same seed gives the same sample.</summary>
    public static List<Candidate> Sample(IReadOnlyList<Candidate> prompts, int size, long seed)
    {
        if (prompts.Count <= size)
            return [.. prompts.OrderBy(prompt => prompt.Line)];

        var waiting = prompts.OrderBy(prompt => StableHash.Of(prompt.Key, (ulong)seed)).ThenBy(prompt => prompt.Line).ToList();
        var words = WordNumbers(waiting, out var vocabulary);
        var taken = new int[vocabulary];
        var sample = new List<Candidate>(size);
        for (var pass = 0; sample.Count < size; pass++)
        {
            var threshold = Math.Max(0, 1 - ((double)pass / Passes));
            for (var i = 0; i < waiting.Count && sample.Count < size; i++)
            {
                if (words[i] is { } own && Novelty(own, taken) >= threshold)
                {
                    sample.Add(waiting[i]);
                    words[i] = null;
                    foreach (var word in own)
                        taken[word]++;
                }
            }
        }

        return [.. sample.OrderBy(prompt => prompt.Line)];
    }

    /// <summary>From 1, all words new, towards 0.</summary>
    private static double Novelty(int[] words, int[] taken)
    {
        var sum = 0.0;
        foreach (var word in words)
            sum += 1.0 / (1 + taken[word]);

        return sum / words.Length;
    }

    private static int[]?[] WordNumbers(List<Candidate> prompts, out int vocabulary)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new int[]?[prompts.Count];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = [.. PromptKey.Words(prompts[i].Key).Distinct().Select(word =>
            {
                if (!numbers.TryGetValue(word, out var number))
                    numbers[word] = number = numbers.Count;

                return number;
            })];
        }

        vocabulary = numbers.Count;
        return words;
    }
}
