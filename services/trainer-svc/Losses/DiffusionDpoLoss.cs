using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Losses;

/// <summary>Plain Diffusion-DPO (arXiv 2311.12908, eq. 14) on the preferred instruction alone: the baseline of cross-validation.</summary>
internal sealed class DiffusionDpoLoss(double beta) : IPreferenceLoss
{
    public const string SpecName = "diffusion-dpo";

    public string Name => SpecName;

    public PreferenceTerms Compute(CombinationErrors errors)
    {
        var d = errors.Differences().select(1, 0);
        var difference = d.select(1, 0) - d.select(1, 1);
        var logits = (difference * (-beta / 2)).unsqueeze(1);
        return new PreferenceTerms(-nn.functional.logsigmoid(logits).mean([1]), logits);
    }
}
