using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.Writing.Grammar;
using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.Writing.Rules;

/// <summary>Content consistency: the dispreferred side has another attribute, number, relation or kind of entity. Either side may be preferred.</summary>
internal static class ContentContrasts
{
    // Of ten triples four contrast an attribute, and two each of the others.
    private const int All = 10, UpToAttribute = 4, UpToNumber = 6, UpToRelation = 8;

    /// <returns>Null when this draw has nothing of the grade.</returns>
    public static TripleDraft? Write(RuleDraw draw) => draw.Random.NextInt(All) switch
    {
        < UpToAttribute => Attribute(draw),
        < UpToNumber => Number(draw),
        < UpToRelation => Relation(draw),
        _ => EntityContrasts.Write(draw),
    };

    private static TripleDraft? Attribute(RuleDraw draw)
    {
        if (draw.Pick(draw.Material.Attributes) is not { } pair)
            return null;

        var noun = Describing.Noun(draw);
        var scenery = Scenery.Draw(draw).Without(pair.Replaces);
        var plain = Describing.Plain(noun, scenery);
        var open = Describing.Open(noun, scenery);
        return pair.Position == PhrasePosition.Before
            ? draw.Either(plain, pair.A, pair.B, phrase => plain with { Noun = noun with { Adjective = phrase } })
            : draw.Either(
                open,
                noun.IsPlural ? pair.AMany ?? pair.A : pair.A,
                noun.IsPlural ? pair.BMany ?? pair.B : pair.B,
                phrase => open.With(phrase, pair.Replaces));
    }

    private static TripleDraft? Number(RuleDraw draw)
    {
        if (!draw.Entity.Countable || draw.Pick(draw.Material.Counts) is not { } pair)
            return null;

        // One wording on both sides, which "holding a key" and "holding keys" are not.
        var scenery = Scenery.Draw(draw) with { Pronoun = null };
        if (scenery.Situation?.Many is not null)
            return null;

        var one = draw.Chance(0.5) ? "a single" : "one";
        var nouns = new[] { pair.A, pair.B }.ToDictionary(number => Phrase(number).Text, Phrase);
        var plain = Describing.Plain(new(draw.Entity, 0), scenery);
        return draw.Either(plain, Phrase(pair.A).Text, Phrase(pair.B).Text, phrase => plain with { Noun = nouns[phrase] });

        NounPhrase Phrase(int number) => new(draw.Entity, number, number == 1 ? one : null);
    }

    private static TripleDraft? Relation(RuleDraw draw)
    {
        var others = draw.Leaf.Entities.Where(other => other != draw.Material && other.Kind == draw.Material.Kind).ToList();
        if (others.Count == 0 || draw.Pick(draw.Material.Relations) is not { } relation)
            return null;

        var other = new NounPhrase(draw.Random.Pick(others).Entity).Text;
        var plain = Describing.Plain(new(draw.Entity), Scenery.Draw(draw).Without(Replaced.Situation));
        return draw.Either(plain with { Detail = $"and {other}", DetailJoins = true }, relation.A, relation.B, words => plain with { Detail = $"{words} {other}" });
    }
}
