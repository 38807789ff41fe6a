using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Losses;

/// <summary>What preferring an instruction's own image over the other one costs.</summary>
internal interface IPreferenceLoss
{
    /// <summary>The name in a run's spec.</summary>
    string Name { get; }

    /// <summary>Whether training needs the reference's errors at all.</summary>
    bool NeedsReference => true;

    PreferenceTerms Compute(CombinationErrors errors);
}

/// <param name="PerSample"><c>[B]</c>: each sample's loss; its mean is what is minimised.</param>
/// <param name="Logits">
/// <c>[B, terms]</c>: −β/2 · (D of the winner − D of the loser), without the factor where there is no β; above 0 where the model agrees with the preference.
/// </param>
internal sealed record PreferenceTerms(Tensor PerSample, Tensor Logits)
{
    /// <summary>Share of preferences that the model agrees with more than the reference does, 0 to 1; a tie counts one half. Without a reference, the share that the model itself agrees with.</summary>
    public double ImplicitAccuracy()
    {
        var won = Logits.detach().sign().to(float64);
        var mean = won.mean();
        return (mean.item<double>() + 1) / 2;
    }
}
