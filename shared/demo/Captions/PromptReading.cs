using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Captions;

/// <summary>The meaning of one prompt's lexemes.</summary>
internal sealed class PromptReading(List<Lexeme> lexemes)
{
    private const int ShownWords = 5;

    private const int ShownLength = 30;

    private PartialScene _scene = new();

    private bool _singular;

    internal ParsedPrompt Read() => Problem() is { } outside ? new ParsedPrompt(outside) : Finish();

    private OutsideWorld? Problem() => UnknownWords() ?? Numbers() ?? Grounds() ?? Values();

    private ParsedPrompt Finish()
    {
        if (_singular && _scene.Count is null)
        {
            _scene = _scene with { Count = 1 };
        }

        return _scene.Said().Any()
            ? new ParsedPrompt(_scene)
            : new ParsedPrompt(new OutsideWorld(OutsideReason.NothingAsked, "The prompt names no attribute of a scene.", []));
    }

    private OutsideWorld? UnknownWords()
    {
        var words = lexemes.Where(lexeme => lexeme.Kind is LexemeKind.Unknown).Select(lexeme => lexeme.Text).Distinct().ToArray();
        return words.Length == 0
            ? null
            : Outside(OutsideReason.UnknownWords, $"The demo world has no {Quoted(words)}{(words.Length > ShownWords ? ", …" : "")}.", words);
    }

    private OutsideWorld? Numbers() =>
        lexemes.FirstOrDefault(lexeme => lexeme.Kind is LexemeKind.Number) is { Text: { } number }
            ? Outside(OutsideReason.Number, $"A scene has 1 to {Scene.MaxCount} objects, not {Quoted([number])}.", [number])
            : null;

    private OutsideWorld? Values()
    {
        var nouns = 0;
        foreach (var value in lexemes.Where(lexeme => lexeme.Kind is LexemeKind.Value))
        {
            if (value.Is(SceneAttribute.Shape) && ++nouns > 1)
            {
                return Outside(OutsideReason.Contradiction, $"A scene has objects of one kind, and {Quoted([value.Text])} is named besides another.", [value.Text]);
            }

            if (_scene.Ordinal(value.Attribute) is { } earlier && earlier != value.Ordinal)
            {
                var before = SceneAttributes.NameOf(value.Attribute, earlier);
                return Outside(
                    OutsideReason.Contradiction,
                    $"A scene has one {value.Attribute.ToString().ToLowerInvariant()}, not both '{before}' and {Quoted([value.Text])}.",
                    [before, value.Text]);
            }

            _scene = _scene.With(value.Attribute, value.Ordinal);
            _singular |= value.Singular;
        }

        return null;
    }

    private OutsideWorld? Grounds()
    {
        for (var i = 0; i < lexemes.Count; i++)
        {
            var isRight = lexemes[i] switch
            {
                { Kind: LexemeKind.Preposition } => LeadsToGround(i + 1),
                { Kind: LexemeKind.Value, Attribute: SceneAttribute.Background } => IsGround(i),
                { Kind: LexemeKind.Value, Attribute: SceneAttribute.Color } => At(i + 1).Kind is not LexemeKind.Ground && !FollowsGround(i),
                _ => true,
            };
            if (!isRight)
            {
                var next = lexemes[i].Kind is LexemeKind.Preposition ? AfterLoose(i + 1).Text : "";
                return Misplaced(next.Length > 0 ? next : lexemes[i].Text);
            }
        }

        var ground = lexemes.Find(lexeme => lexeme.Kind is LexemeKind.Ground);
        return ground.Text is null || lexemes.Exists(lexeme => lexeme.Is(SceneAttribute.Background)) ? null : Misplaced(ground.Text);
    }

    private static OutsideWorld Misplaced(string word)
    {
        var grounds = string.Join(", ", SceneAttributes.NamesOf(SceneAttribute.Background));
        var colors = string.Join(", ", SceneAttributes.NamesOf(SceneAttribute.Color));
        return Outside(
            OutsideReason.Background, $"Backgrounds are {grounds} and objects are {colors}; {Quoted([word])} does not fit that here.", [word]);
    }

    /// <summary>on [a plain faded] white …, on [a] background …</summary>
    private bool LeadsToGround(int i) =>
        AfterLoose(i) is var next && (next.Kind is LexemeKind.Ground || next.Is(SceneAttribute.Background));

    private Lexeme AfterLoose(int i)
    {
        while (IsLoose(At(i)))
        {
            i++;
        }

        return At(i);
    }

    /// <summary>Whether the colour at <paramref name="i"/> is said of a background: before its noun, after its preposition or after "background is".</summary>
    private bool IsGround(int i)
    {
        var next = i + 1;
        while (IsAdjective(At(next)))
        {
            next++;
        }

        if (At(next).Kind is LexemeKind.Ground)
        {
            return true;
        }

        return At(next).Kind is not LexemeKind.Thing && !At(next).Is(SceneAttribute.Shape) && (FollowsGround(i) || FollowsPreposition(i));
    }

    /// <summary>background [is a] red</summary>
    private bool FollowsGround(int i)
    {
        var before = i - 1;
        var linked = false;
        while (At(before) is { Kind: LexemeKind.Filler or LexemeKind.Article } or { Kind: LexemeKind.Break, Text: ":" })
        {
            linked |= At(before).Text is "is" or "of" or "in" or ":";
            before--;
        }

        return linked && At(before).Kind is LexemeKind.Ground;
    }

    private bool FollowsPreposition(int i)
    {
        var before = i - 1;
        while (IsLoose(At(before)))
        {
            before--;
        }

        return At(before).Kind is LexemeKind.Preposition;
    }

    private static bool IsLoose(Lexeme lexeme) => lexeme.Kind is LexemeKind.Article or LexemeKind.Filler || lexeme.Is(SceneAttribute.Look);

    private static bool IsAdjective(Lexeme lexeme) =>
        lexeme.Is(SceneAttribute.Look) || lexeme.Is(SceneAttribute.Form) || lexeme.Is(SceneAttribute.Color) || lexeme.Kind is LexemeKind.Filler;

    private Lexeme At(int i) => i >= 0 && i < lexemes.Count ? lexemes[i] : new Lexeme(LexemeKind.Break, "");

    private static OutsideWorld Outside(OutsideReason reason, string message, string[] words) =>
        new(reason, message, [.. words.Take(ShownWords).Select(Short)]);

    private static string Quoted(string[] words) => string.Join(", ", words.Take(ShownWords).Select(word => $"'{Short(word)}'"));

    private static string Short(string word)
    {
        if (word.Length <= ShownLength)
        {
            return word;
        }

        var length = char.IsHighSurrogate(word[ShownLength - 1]) ? ShownLength - 1 : ShownLength;
        return word[..length] + "…";
    }
}
