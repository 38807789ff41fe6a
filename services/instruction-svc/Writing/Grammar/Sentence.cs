using System.Text;

namespace InstructEngine.InstructionService.Writing.Grammar;

/// <summary>A description, part by part: "a sharp image of | a violinist | with curly hair, | bowing to applause | on a concert stage, | in crisp focus".</summary>
internal sealed record Sentence(NounPhrase Noun)
{
    /// <summary>Begins the description.</summary>
    public string? Frame { get; init; }

    /// <summary>Stands behind the noun.</summary>
    public string? Detail { get; init; }

    /// <summary>The detail belongs to the noun, as "and a cellist" does: no comma before it.</summary>
    public bool DetailJoins { get; init; }

    public string? Situation { get; init; }

    public string? Setting { get; init; }

    /// <summary>The setting opens the sentence: "on a concert stage, a violinist ...".</summary>
    public bool SettingFirst { get; init; }

    /// <summary>The pronoun of a relative clause that holds the situation: "a violinist who is bowing"; null for none.</summary>
    public string? Pronoun { get; init; }

    /// <summary>Ends the description.</summary>
    public string? Ending { get; init; }

    public string Text
    {
        get
        {
            var text = new StringBuilder();
            var settingFirst = SettingFirst && Setting is not null;
            if (settingFirst)
                text.Append(Setting).Append(", ");
            if (Frame is not null)
                text.Append(Frame).Append(' ');

            text.Append(Noun.Text);
            var apart = Noun.EndsInPhrase;
            if (Detail is not null)
                Add(text, Detail, comma: !DetailJoins && (apart || OfEach(Detail)));
            if (Situation is not null && Pronoun is not null && !apart)
                Add(text, $"{Pronoun} {(Noun.IsPlural ? "are" : "is")} {Situation}", comma: false);
            else if (Situation is not null)
                Add(text, Situation, comma: apart || Detail is not null || OfEach(Situation));
            if (Setting is not null && !settingFirst)
                Add(text, Setting, comma: Closes(Situation ?? (DetailJoins ? null : Detail), apart || (Situation is not null && Detail is not null)));
            if (Ending is not null)
                Add(text, Ending, comma: true);

            return text.ToString();
        }
    }

    private static void Add(StringBuilder text, string phrase, bool comma) => text.Append(comma ? ", " : " ").Append(phrase);

    // "a cellist in a cloak, with closed eyes, on a stage": what has a comma before it has one after it, unless it is a verb.
    private static bool Closes(string? phrase, bool apart) => phrase is not null && (OfEach(phrase) || (apart && !IsVerb(phrase)));

    private static bool IsVerb(string phrase) => phrase.Split(' ')[0] is var first && (first.EndsWith("ing", StringComparison.Ordinal) || first.EndsWith("ed", StringComparison.Ordinal));

    // "three violinists, each with two arms, on a stage"
    private static bool OfEach(string phrase) => phrase.StartsWith("each ", StringComparison.Ordinal);
}
