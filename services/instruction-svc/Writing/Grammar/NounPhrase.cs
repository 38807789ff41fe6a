using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.Writing.Grammar;

/// <summary>An entity with its article or number: "an old violinist", "three violinists", "violinists".</summary>
/// <param name="Number">How many; 0 leaves it open, as the bare plural does.</param>
/// <param name="Quantity">A word in place of the number word, as "several" or "a single".</param>
/// <param name="Adjective">Stands before the noun.</param>
internal sealed record NounPhrase(WrittenEntity Entity, int Number = 1, string? Quantity = null, string? Adjective = null)
{
    private static readonly string[] Words = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    /// <summary>Whether the wording for several goes with it.</summary>
    public bool IsPlural => Number != 1;

    /// <summary>The name ends in a phrase of its own, to which a further one would seem to belong: "a cellist in a cloak", "an etching of a canal".</summary>
    public bool EndsInPhrase => Entity.Tail || (Entity.Kind == "artwork" && Entity.Singular.Contains(" of ", StringComparison.Ordinal));

    public string Text
    {
        get
        {
            var noun = IsPlural ? Entity.Plural! : Entity.Singular;
            return string.Join(' ', new[] { Determiner, Adjective, noun }.Where(part => !string.IsNullOrEmpty(part)));
        }
    }

    /// <summary>The word that a number is said by.</summary>
    public static string Word(int number) => Words[number];

    private string Determiner => Quantity
        ?? (Number == 0 ? ""
            : IsPlural ? Word(Number)
            : Entity.Article.Length == 0 ? ""
            : Adjective is null ? Entity.Article
            : Article(Adjective));

    // The adjectives of the lexicon all obey it.
    private static string Article(string adjective) => adjective[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an" : "a";
}
