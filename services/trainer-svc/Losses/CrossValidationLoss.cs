using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Losses;

/// <summary>
/// Cross-validation alignment (InstructEngine, arXiv 2504.10329): for each of a sample's two instructions its own image wins over the other's,
/// L = mean of (L₁ + L₂) / 2 with Lᵢ = −log σ(−β/2 · (D[i][i] − D[i][j])) and D = error of the model − error of the reference.
/// Lᵢ alone is Diffusion-DPO (arXiv 2311.12908, eq. 14) on instruction i. Terms that keep the image and contrast the instructions can be asked for.
/// </summary>
internal sealed class CrossValidationLoss(double beta, PreferenceKinds kinds = PreferenceKinds.InstructionFixed) : IPreferenceLoss
{
    public const string SpecName = "cross-validation";

    public string Name => SpecName;

    public PreferenceTerms Compute(CombinationErrors errors)
    {
        var d = errors.Differences();
        var own1 = d.select(1, 0).select(1, 0);
        var own2 = d.select(1, 1).select(1, 1);
        var instruction1Image2 = d.select(1, 0).select(1, 1);
        var instruction2Image1 = d.select(1, 1).select(1, 0);

        var differences = new List<Tensor>();
        if (kinds.HasFlag(PreferenceKinds.InstructionFixed))
        {
            differences.Add(own1 - instruction1Image2);
            differences.Add(own2 - instruction2Image1);
        }

        if (kinds.HasFlag(PreferenceKinds.ImageFixed))
        {
            differences.Add(own1 - instruction2Image1);
            differences.Add(own2 - instruction1Image2);
        }

        var logits = stack(differences, dim: 1) * (-beta / 2);
        return new PreferenceTerms(-nn.functional.logsigmoid(logits).mean([1]), logits);
    }
}
