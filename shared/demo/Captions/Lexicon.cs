using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Captions;

/// <summary>Every phrase of up to three words that means something in the demo world. Hyphens are spaces here.</summary>
internal static class Lexicon
{
    internal const int LongestPhrase = 3;

    private static readonly string[] Fillers =
    [
        "picture", "pictures", "image", "images", "drawing", "scene", "graphic", "of", "showing", "shows", "show", "with", "in", "and", "please",
        "draw", "make", "render", "generate", "create", "paint", "me", "i", "want", "i'd", "like", "would", "need", "give", "can", "could", "you",
        "there", "there's", "is", "are", "some", "that", "this", "it", "to", "see", "very", "plain", "simple", "color", "colors", "colour",
        "colours", "colored", "coloured", "contrast", "look", "looks", "looking", "style", "its", "all", "both", "each", "being",
        "hello", "hi", "thanks", "thank", "just", "only", "exactly", "clean", "have", "has", "placed", "sitting", "set",
    ];

    private static readonly Dictionary<string, Lexeme> Entries = Build();

    internal static bool TryFind(string phrase, out Lexeme lexeme) => Entries.TryGetValue(phrase, out lexeme);

    private static Dictionary<string, Lexeme> Build()
    {
        var entries = new Dictionary<string, Lexeme>(StringComparer.Ordinal);
        Add(LexemeKind.Filler, Fillers);
        Add(LexemeKind.Article, ["a", "an", "the"]);
        Add(LexemeKind.Preposition, ["on", "against", "over", "upon", "in front of", "on top of"]);
        Add(LexemeKind.Ground, ["background", "backdrop", "backgrounds", "bg"]);
        Add(LexemeKind.Thing, ["object", "objects", "shape", "shapes", "shaped", "proportions"]);
        Add(LexemeKind.Number, ["zero", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "hundred", "thousand"]);
        AddValues(SceneAttribute.Count, [["one", "single"], ["two", "pair", "couple"], ["three", "trio"]]);
        AddValues(SceneAttribute.Color, Named(SceneAttribute.Color));
        AddValues(SceneAttribute.Background, Named(SceneAttribute.Background));
        AddValues(SceneAttribute.Form, Wording.Forms);
        AddValues(SceneAttribute.Form, [["normal", "unstretched"], ["elongated", "squished"]]);
        AddValues(SceneAttribute.Look, Wording.Looks);
        AddValues(SceneAttribute.Look, [["high contrast", "bold", "saturated"], ["low contrast", "desaturated"]]);
        foreach (var noun in Wording.Nouns)
        {
            AddNoun(noun.Singular, noun.Shape, singular: true);
            AddNoun(noun.Plural, noun.Shape, singular: false);
        }

        return entries;

        void Add(LexemeKind kind, IEnumerable<string> phrases)
        {
            foreach (var phrase in phrases)
            {
                entries.Add(phrase, new Lexeme(kind, phrase));
            }
        }

        void AddValues(SceneAttribute attribute, IReadOnlyList<string[]> values)
        {
            for (var ordinal = 0; ordinal < values.Count; ordinal++)
            {
                foreach (var word in values[ordinal])
                {
                    var phrase = word.Replace('-', ' ');
                    entries.Add(phrase, new Lexeme(LexemeKind.Value, phrase, attribute, ordinal));
                }
            }
        }

        void AddNoun(string phrase, ObjectShape shape, bool singular) =>
            entries.Add(phrase, new Lexeme(LexemeKind.Value, phrase, SceneAttribute.Shape, (int)shape, singular));
    }

    private static string[][] Named(SceneAttribute attribute) => [.. SceneAttributes.NamesOf(attribute).Select(name => new[] { name })];
}
