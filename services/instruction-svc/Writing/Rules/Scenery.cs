using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.Writing.Rules;

/// <summary>What both instructions of a triple and its base have in common: doing, place and wording.</summary>
/// <param name="Pronoun">Of a relative clause for the situation; null for none.</param>
internal sealed record Scenery(Situation? Situation, string? Setting, bool SettingFirst, string? Pronoun)
{
    private const double HasSituation = 0.85, HasSetting = 0.9, OpensWithSetting = 0.15, IsRelative = 0.15;

    private static readonly string[] Animated = ["animal", "bird", "sea-creature", "insect", "being"];

    public static Scenery Draw(RuleDraw draw)
    {
        var material = draw.Material;
        var situation = draw.Chance(HasSituation) ? draw.Random.Pick(material.Situations) : null;
        var setting = draw.Chance(HasSetting) || situation is null ? draw.Random.Pick(material.Settings) : null;
        return new(situation, setting, draw.Chance(OpensWithSetting), draw.Chance(IsRelative) ? PronounOf(material.Kind.Id, situation) : null);
    }

    /// <summary>Without what a phrase says itself.</summary>
    public Scenery Without(Replaced replaced) => this with
    {
        Situation = replaced is Replaced.Situation or Replaced.Both ? null : Situation,
        Setting = replaced is Replaced.Setting or Replaced.Both ? null : Setting,
        Pronoun = replaced is Replaced.Situation or Replaced.Both ? null : Pronoun,
    };

    // "who is asleep" is as good, but only a participle is sure to be a verb.
    private static string? PronounOf(string kind, Situation? situation) =>
        situation?.One.Split(' ')[0].EndsWith("ing", StringComparison.Ordinal) is not true ? null
        : kind == "person" ? "who"
        : Animated.Contains(kind) ? "that"
        : null;
}
