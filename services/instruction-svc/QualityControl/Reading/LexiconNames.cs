using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.QualityControl.Reading;

/// <summary>The names of a lexicon's entities, as they are read in a text.</summary>
internal sealed class LexiconNames
{
    // "a ballerina in a white tutu" and "a ballerina in pointe shoes" part at the fourth word.
    private const int LongestName = 12;

    private static readonly string[] Numbers = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private readonly ILookup<string, Name> _names;

    public LexiconNames(WrittenLexicon lexicon) => _names = lexicon.Themes
        .SelectMany(theme => theme.Subtopics).SelectMany(subtopic => subtopic.Entities)
        .SelectMany(entity => new[] { new Name(entity, WordDifference.Words(entity.Singular), false) }
            .Concat(entity.Plural is { } plural ? [new Name(entity, WordDifference.Words(plural), true)] : []))
        .ToLookup(name => name.Words[0], StringComparer.Ordinal);

    /// <summary>Whether the texts differ by the name of one entity alone: another one, as many, in the same words.</summary>
    public bool DifferInEntity(WordDifference texts)
    {
        for (var place = texts.Before; place >= Math.Max(0, texts.Before - LongestName); place--)
        {
            var (first, second) = (place, place);
            if (place == texts.Before && texts.InFirst is ["a", ..] != texts.InSecond is ["a", ..])
                (first, second) = (AfterArticle(texts.First, place), AfterArticle(texts.Second, place));
            if (At(texts.First, first).Any(one => At(texts.Second, second).Any(other =>
                one.Entity != other.Entity && RestIsTheSame(texts, first + one.Words.Length, second + other.Words.Length))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the texts differ in the number of one entity alone.</summary>
    public bool DifferInNumber(WordDifference texts)
    {
        var (first, second) = (Number(texts.First, texts.Before), Number(texts.Second, texts.Before));
        return first is not null && second is not null && first.Value.Number != second.Value.Number
            && At(texts.First, first.Value.End).Any(one => At(texts.Second, second.Value.End).Any(other =>
                one.Entity == other.Entity && Fits(one, first.Value.Number) && Fits(other, second.Value.Number)
                && RestIsTheSame(texts, first.Value.End + one.Words.Length, second.Value.End + other.Words.Length)));
    }

    /// <summary>Whether a text has the other form, singular or plural, of the name that stands here in another.</summary>
    public bool HasOtherForm(string[] from, int place, string[] text) =>
        At(from, place).Any(name => _names.SelectMany(names => names)
            .Any(other => other.Entity == name.Entity && other.IsPlural != name.IsPlural && Enumerable.Range(0, text.Length).Any(at => WordDifference.HasAt(text, at, other.Words))));

    /// <summary>Words of the longest name that stands here; 0 for none.</summary>
    public int LengthAt(string[] text, int place) => At(text, place).Select(name => name.Words.Length).DefaultIfEmpty().Max();

    private IEnumerable<Name> At(string[] text, int place) =>
        place < text.Length ? _names[text[place]].Where(name => WordDifference.HasAt(text, place, name.Words)) : [];

    private static int AfterArticle(string[] text, int place) => place < text.Length && text[place] == "a" ? place + 1 : place;

    private static bool Fits(Name name, int number) => name.IsPlural == (number > 1) || name.Entity.Plural == name.Entity.Singular;

    private static bool RestIsTheSame(WordDifference texts, int first, int second) => texts.First.AsSpan(first).SequenceEqual(texts.Second.AsSpan(second));

    private static (int Number, int End)? Number(string[] text, int place) =>
        WordDifference.HasAt(text, place, ["a", "single"]) ? (1, place + 2)
        : place < text.Length && Array.IndexOf(Numbers, text[place]) is > 0 and var number ? (number, place + 1)
        : null;

    private sealed record Name(WrittenEntity Entity, string[] Words, bool IsPlural);
}
