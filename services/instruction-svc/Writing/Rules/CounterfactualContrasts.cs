using InstructEngine.InstructionService.QualityControl;

namespace InstructEngine.InstructionService.Writing.Rules;

/// <summary>Counterfactual: plausible content is preferred to what is distorted or impossible.</summary>
internal static class CounterfactualContrasts
{
    /// <returns>Null when this draw has nothing of the grade.</returns>
    public static TripleDraft? Write(RuleDraw draw)
    {
        if (draw.Pick(draw.Material.Counterfactuals) is not { } pair)
            return null;

        var noun = Describing.Noun(draw);
        var plain = Describing.Open(noun, Scenery.Draw(draw).Without(pair.Replaces));
        return draw.Opposed(
            plain,
            noun.IsPlural ? pair.PlausibleMany ?? pair.Plausible : pair.Plausible,
            noun.IsPlural ? pair.ImpossibleMany ?? pair.Impossible : pair.Impossible,
            phrase => plain.With(phrase, pair.Replaces));
    }
}
