using InstructEngine.InstructionService.QualityControl;
using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.Writing.Rules;

/// <summary>
/// Another kind of entity in the same scenery. How hard it is to see follows from how near the two are: an entity of another kind and theme
/// is seen at a glance, another one of the leaf needs a look, one that shares its noun ("lute player", "koto player") a look for the detail.
/// </summary>
internal static class EntityContrasts
{
    private static readonly string[] Prepositions = ["of", "in", "with", "on", "at", "by", "for", "from", "under", "over", "around", "to"];

    // What entities of any two kinds may have in common.
    private static readonly string[] Places =
    [
        "at the centre of the picture", "on the left of the picture", "on the right of the picture", "in the upper half of the picture",
        "in the lower half of the picture", "in the middle distance", "filling most of the picture", "shown in plain view",
    ];

    public static TripleDraft? Write(RuleDraw draw) => draw.Grade == ContrastGrade.Easy ? OfAnotherKind(draw) : OfTheLeaf(draw);

    private static TripleDraft? OfTheLeaf(RuleDraw draw)
    {
        var noun = Head(draw.Entity);
        var others = draw.Leaf.Entities
            .Where(other => other != draw.Material && other.Kind == draw.Material.Kind && (Head(other.Entity) == noun) == (draw.Grade == ContrastGrade.Subtle))
            .ToList();
        return others.Count == 0 ? null : Swap(draw, draw.Random.Pick(others).Entity, Scenery.Draw(draw));
    }

    private static TripleDraft? OfAnotherKind(RuleDraw draw)
    {
        var themes = draw.Leaf.Lexicon.Themes;
        var theme = draw.Random.Pick(themes);
        var other = draw.Random.Pick(draw.Random.Pick(theme.Subtopics).Entities);
        return theme == draw.Leaf.Theme || other.Kind == draw.Entity.Kind || !Stands(other) || !Stands(draw.Entity)
            ? null
            : Swap(draw, other, new(null, draw.Random.Pick(Places), false, null));
    }

    private static TripleDraft Swap(RuleDraw draw, WrittenEntity other, Scenery scenery)
    {
        var noun = draw.Entity.Countable && other.Countable ? Describing.Noun(draw) : new(draw.Entity);
        var preferred = Describing.Plain(noun, scenery);
        var dispreferred = Describing.Plain(noun with { Entity = other }, scenery);
        var plain = scenery.Situation is null ? preferred with { Setting = null } : preferred with { Situation = null, Pronoun = null };
        return new(
            draw.Dimension, draw.Grade, new(plain.Text, preferred.Text, dispreferred.Text), new(preferred.Noun.Text, dispreferred.Noun.Text));
    }

    // A landscape is no thing that stands somewhere in a picture, and a painting is a picture itself.
    private static bool Stands(WrittenEntity entity) => entity.Countable && entity.Kind is not ("place" or "room" or "celestial" or "artwork");

    /// <summary>The noun of a name: "pot" of "a pot of goulash", "player" of "a lute player".</summary>
    private static string Head(WrittenEntity entity)
    {
        var words = entity.Singular.Split(' ');
        var preposition = Array.FindIndex(words, word => Prepositions.Contains(word));
        return words[(preposition > 0 ? preposition : words.Length) - 1];
    }
}
