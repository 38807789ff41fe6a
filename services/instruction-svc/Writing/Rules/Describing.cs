using InstructEngine.InstructionService.Writing.Grammar;
using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.Writing.Rules;

/// <summary>Puts a noun, its scenery and one phrase together.</summary>
internal static class Describing
{
    private const double IsSeveral = 0.25;

    /// <summary>The noun in its scenery, and nothing more.</summary>
    public static Sentence Plain(NounPhrase noun, Scenery scenery) => new(noun)
    {
        Situation = scenery.Situation is { } situation ? noun.IsPlural ? situation.Many ?? situation.One : situation.One : null,
        Setting = scenery.Setting,
        SettingFirst = scenery.SettingFirst,
        Pronoun = scenery.Pronoun,
    };

    /// <summary>One of the draw's entity, or sometimes several.</summary>
    public static NounPhrase Noun(RuleDraw draw)
    {
        if (!draw.Entity.Countable || !draw.Chance(IsSeveral))
            return new(draw.Entity);

        var number = 1 + draw.Random.NextInt(4);
        return number == 1 ? new(draw.Entity, 0, "several") : new(draw.Entity, number);
    }

    /// <summary>The noun in its scenery, ready for a phrase behind it: a relative clause would seem to belong to the phrase.</summary>
    public static Sentence Open(NounPhrase noun, Scenery scenery) => Plain(noun, scenery with { Pronoun = null });

    /// <summary>With a phrase behind the noun, or in the place of what it replaces; the scenery has been freed of that.</summary>
    public static Sentence With(this Sentence plain, string phrase, Replaced replaces) => replaces switch
    {
        Replaced.Nothing => plain with { Detail = phrase },
        Replaced.Setting => plain with { Setting = phrase, SettingFirst = false },
        _ => plain with { Situation = phrase },
    };
}
