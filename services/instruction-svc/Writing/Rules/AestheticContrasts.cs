using InstructEngine.InstructionService.QualityControl;
using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.Writing.Rules;

/// <summary>Aesthetics: a picture made well is preferred to the same picture made poorly.</summary>
internal static class AestheticContrasts
{
    /// <returns>Null when this draw has nothing of the grade.</returns>
    public static TripleDraft? Write(RuleDraw draw)
    {
        if (draw.Pick(draw.Material.Aesthetics) is not { } pair)
            return null;

        var plain = Describing.Plain(Describing.Noun(draw), Scenery.Draw(draw));
        return pair.Position == PhrasePosition.Before
            ? draw.Opposed(plain, pair.Good, pair.Poor, phrase => plain with { Frame = phrase, SettingFirst = false })
            : draw.Opposed(plain, pair.Good, pair.Poor, phrase => plain with { Ending = phrase });
    }
}
