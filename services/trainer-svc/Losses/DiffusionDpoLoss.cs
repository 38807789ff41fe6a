using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Losses;

/// <summary>
/// Plain Diffusion-DPO (arXiv 2311.12908, eq. 14) on the preferred instruction alone: the baseline of cross-validation. With terms
/// <see cref="RandomDirection"/> each sample's two pairs are swapped in half of the steps, as its batch draws it: then the other instruction's own image wins.
/// </summary>
internal sealed class DiffusionDpoLoss(double beta) : IPreferenceLoss
{
    public const string SpecName = "diffusion-dpo";

    /// <summary>The name in <c>training.terms</c>.</summary>
    public const string RandomDirection = "random-direction";

    public string Name => SpecName;

    public Combinations Reads => Combinations.OfInstruction1;

    public PreferenceTerms Compute(CombinationErrors errors)
    {
        var d = errors.Differences().select(1, 0);
        var difference = d.select(1, 0) - d.select(1, 1);
        var logits = (difference * (-beta / 2)).unsqueeze(1);
        return new PreferenceTerms(-nn.functional.logsigmoid(logits).mean([1]), logits);
    }
}
