using InstructEngine.Contracts.V1;
using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.TaxonomyService.LanguageWriting;

/// <summary>Which of the sampled prompts a model sees: few, and the same for the same seed.</summary>
internal static class EvidenceChoice
{
    private const int Longest = 200;

    /// <param name="turn">Another turn shows others.</param>
    public static IEnumerable<string> Any(IReadOnlyList<PromptEvidence> sample, int count, long seed, int turn) =>
        Short(sample.OrderBy(prompt => StableHash.Of(prompt.Text, (ulong)(seed + turn))).ThenBy(prompt => prompt.Line).Take(count));

    /// <summary>Prompts that share a word with these texts.</summary>
    public static IEnumerable<string> About(IReadOnlyList<PromptEvidence> sample, IEnumerable<string> texts, int count, long seed)
    {
        var words = texts.SelectMany(text => PromptKey.Words(PromptKey.Of(text))).Where(word => word.Length > 3).ToHashSet(StringComparer.Ordinal);
        return Any([.. sample.Where(prompt => PromptKey.Words(PromptKey.Of(prompt.Text)).Any(words.Contains))], count, seed, 0);
    }

    private static IEnumerable<string> Short(IEnumerable<PromptEvidence> prompts) =>
        prompts.Select(prompt => prompt.Text.Length <= Longest ? prompt.Text : prompt.Text[..Longest]);
}
