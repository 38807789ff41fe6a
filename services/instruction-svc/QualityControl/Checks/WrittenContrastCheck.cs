using System.Runtime.CompilerServices;
using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl.Reading;
using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.QualityControl.Checks;

/// <summary>
/// Reads back what the rules wrote, from the texts and the lexicon alone: they must be the same word for word but for one known contrast of the
/// declared dimension, with the good or plausible side preferred, and the base must say nothing that the preferred one does not.
/// </summary>
internal sealed class WrittenContrastCheck(WrittenLexicon lexicon) : ITripleCheck
{
    // Joins two entities; neither is said of the preferred side's one number.
    private static readonly string[] Joining = ["and", "a", ","];

    // Thousands of phrases: made once for a lexicon.
    private static readonly ConditionalWeakTable<WrittenLexicon, Knowledge> Known = [];

    private readonly Knowledge _knowledge = Known.GetValue(lexicon, own => new(new(own), new(own)));

    public ValueTask<Rejection?> CheckAsync(TripleDraft draft, CancellationToken cancellationToken)
    {
        var texts = WordDifference.Between(draft.Text.Preferred, draft.Text.Dispreferred);
        var dimensions = Read(texts).Distinct().ToList();
        return new(
            dimensions.Count == 0 ? Refuse($"The sides differ in \"{Shown(texts.InFirst)}\" and \"{Shown(texts.InSecond)}\", which is no one contrast of the lexicon.")
            : !dimensions.Contains(draft.Dimension) ? Refuse($"The sides differ in {dimensions[0]} (\"{Shown(texts.InFirst)}\", \"{Shown(texts.InSecond)}\"), not in {draft.Dimension}.")
            : Said(WordDifference.Words(draft.Text.Base), texts.First) is { } more ? Refuse($"The base instruction says \"{more}\", and the preferred one does not.")
            : null);
    }

    private IEnumerable<Dimension> Read(WordDifference texts)
    {
        foreach (var dimension in _knowledge.Phrases.Read(texts))
            yield return dimension;
        if (_knowledge.Names.DifferInNumber(texts) || _knowledge.Names.DifferInEntity(texts))
            yield return Dimension.ContentConsistency;
    }

    /// <returns>What the base says beyond the preferred text; null for nothing.</returns>
    private string? Said(string[] @base, string[] preferred)
    {
        for (var i = 0; i < @base.Length; i++)
        {
            if (preferred.Contains(@base[i]) || Joining.Contains(@base[i]))
                continue;

            // "violinists" is a coarser word for "one violinist".
            var start = Enumerable.Range(0, i + 1).FirstOrDefault(place => place + _knowledge.Names.LengthAt(@base, place) > i, -1);
            if (start < 0 || !_knowledge.Names.HasOtherForm(@base, start, preferred))
                return @base[i];
        }

        return null;
    }

    private static Rejection Refuse(string reason) => new(RejectionKinds.Contrast, reason);

    private static string Shown(string[] words) => string.Join(' ', words);

    private sealed record Knowledge(LexiconPhrases Phrases, LexiconNames Names);
}
