namespace InstructEngine.TrainerService.Losses;

/// <summary>Supervised fine-tuning: the denoising error of the preferred image under the preferred instruction. The other pair is not learned from.</summary>
internal sealed class PreferredImageLoss : IPreferenceLoss
{
    public const string SpecName = "sft";

    public string Name => SpecName;

    public bool NeedsReference => false;

    public Combinations Reads => Combinations.Instruction1Image1;

    public PreferenceTerms Compute(CombinationErrors errors)
    {
        var own = errors.Policy.select(1, 0).select(1, 0);
        if (!errors.Has(Combinations.OfInstruction1))
        {
            return new PreferenceTerms(own, Logits: null);
        }

        var d = errors.Differences().select(1, 0);
        var logits = (d.select(1, 1) - d.select(1, 0)).unsqueeze(1);
        return new PreferenceTerms(own, logits);
    }
}
