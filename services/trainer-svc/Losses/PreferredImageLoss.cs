namespace InstructEngine.TrainerService.Losses;

/// <summary>Supervised fine-tuning: the denoising error of the preferred image under the preferred instruction. The other pair is not learned from.</summary>
internal sealed class PreferredImageLoss : IPreferenceLoss
{
    public const string SpecName = "sft";

    public string Name => SpecName;

    public bool NeedsReference => false;

    public PreferenceTerms Compute(CombinationErrors errors)
    {
        var d = errors.Differences().select(1, 0);
        var logits = (d.select(1, 1) - d.select(1, 0)).unsqueeze(1);
        return new PreferenceTerms(errors.Policy.select(1, 0).select(1, 0), logits);
    }
}
