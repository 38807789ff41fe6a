using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl.Reading;

namespace InstructEngine.InstructionService.QualityControl.Checks;

/// <summary>
/// Judges a contrast by the texts alone, whoever wrote them. Where the writer names the opposed phrases, all else must be the same words; where it
/// does not, the texts must differ in one place that is not most of them. Of the dimension only two mistakes can be seen: a contrast that speaks
/// of nothing but the picture's making is of aesthetics, and one of aesthetics must speak of that. Whether a content is impossible or merely
/// another one is not in the words: that is for referees.
/// </summary>
internal sealed class PlainContrastCheck : ITripleCheck
{
    private const int MostWords = 14;
    private const double MostOfATextShare = 0.6;

    private static readonly char[] Punctuation = ['.', ';', ':', '!', '?', '"', '\''];

    // What grammar alone changes when the contrast does.
    private static readonly HashSet<string> Grammar =
        ["a", "the", "is", "are", "was", "were", "has", "have", "does", "do", "it", "its", "they", "their", "them", "each", "all", "both", "and", "of", "in", "with", "at", "on", ","];

    private static readonly HashSet<string> Numbers = ["one", "single", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen"];

    public ValueTask<Rejection?> CheckAsync(TripleDraft draft, CancellationToken cancellationToken)
    {
        var refused = draft.Phrases is { } phrases ? Declared(draft, phrases) : Difference(draft);
        return new(refused is null ? null : new Rejection(RejectionKinds.Contrast, refused));
    }

    private static string? Declared(TripleDraft draft, ContrastPhrases phrases) =>
        Without(draft.Text.Preferred, phrases.Preferred) is not { } first ? $"The preferred instruction does not say \"{phrases.Preferred}\", its declared phrase."
        : Without(draft.Text.Dispreferred, phrases.Dispreferred) is not { } second ? $"The dispreferred instruction does not say \"{phrases.Dispreferred}\", its declared phrase."
        : Changed(first, second) is { Length: > 0 } more ? $"The sides differ beyond the declared phrases, in \"{string.Join(' ', more)}\"."
        : OfTheDimension(draft.Dimension, Content(WordDifference.Words(phrases.Preferred)), Content(WordDifference.Words(phrases.Dispreferred)));

    private static string? Difference(TripleDraft draft)
    {
        var texts = WordDifference.Between(draft.Text.Preferred, draft.Text.Dispreferred);
        foreach (var (changed, text) in new[] { (texts.InFirst, texts.First), (texts.InSecond, texts.Second) })
        {
            if (changed.Length > MostWords || changed.Length > MostOfATextShare * text.Length)
                return $"The sides differ in {changed.Length} of {text.Length} words in a row (\"{string.Join(' ', changed)}\"): that is more than one contrast.";
        }

        return OfTheDimension(draft.Dimension, Content(texts.InFirst), Content(texts.InSecond));
    }

    private static string? OfTheDimension(Dimension dimension, string[] first, string[] second)
    {
        string[] words = [.. first, .. second];
        var speaksOfMaking = words.Any(AestheticWords.Contains);
        return dimension == Dimension.Aesthetics
            ? first.Any(Numbers.Contains) != second.Any(Numbers.Contains) ? "The sides differ in a number, which is not of the dimension Aesthetics."
                : !speaksOfMaking ? $"Neither \"{string.Join(' ', first)}\" nor \"{string.Join(' ', second)}\" speaks of how the picture is made, as the dimension Aesthetics asks."
                : null
            : words.Length > 0 && Array.TrueForAll(words, word => AestheticWords.Contains(word))
                ? $"The sides differ only in how the picture is made (\"{string.Join(' ', first)}\", \"{string.Join(' ', second)}\"), which is not of the dimension {dimension}."
                : null;
    }

    private static string[] Content(string[] words) => [.. words.Select(word => word.Trim(Punctuation)).Where(word => word.Length > 0 && !Grammar.Contains(word))];

    /// <returns>The text's words without a phrase; null where the text does not have it.</returns>
    private static string[]? Without(string text, string phrase)
    {
        var (words, cut) = (Bare(text), Bare(phrase));
        var at = Enumerable.Range(0, words.Length).FirstOrDefault(place => WordDifference.HasAt(words, place, cut), -1);
        return cut.Length == 0 || at < 0 ? null : [.. words[..at], .. words[(at + cut.Length)..]];
    }

    /// <returns>The words in which the texts differ, those of mere grammar left out.</returns>
    private static string[] Changed(string[] first, string[] second)
    {
        var (one, other) = (Content(first), Content(second));
        return one.SequenceEqual(other) ? [] : [.. WordDifference.Between(string.Join(' ', one), string.Join(' ', other)) is var texts ? texts.InFirst.Concat(texts.InSecond) : []];
    }

    private static string[] Bare(string text) => Array.ConvertAll(WordDifference.Words(text), word => word.Trim(Punctuation));
}
