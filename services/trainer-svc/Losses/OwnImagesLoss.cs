using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Losses;

/// <summary>Supervised fine-tuning on both images, each under its own instruction: what cross-validation learns from, without the contrast.</summary>
internal sealed class OwnImagesLoss : IPreferenceLoss
{
    public const string SpecName = "sft-both";

    public string Name => SpecName;

    public bool NeedsReference => false;

    public Combinations Reads => Combinations.Own;

    public PreferenceTerms Compute(CombinationErrors errors)
    {
        var loss = errors.Policy.diagonal(dim1: 1, dim2: 2).mean([1]);
        if (!errors.Has(Combinations.All))
        {
            return new PreferenceTerms(loss, Logits: null);
        }

        var d = errors.Differences();
        var own = d.diagonal(dim1: 1, dim2: 2);
        var other = stack([d.select(1, 0).select(1, 1), d.select(1, 1).select(1, 0)], dim: 1);
        return new PreferenceTerms(loss, other - own);
    }
}
