using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Losses;

/// <summary>What preferring an instruction's own image over the other one costs.</summary>
internal interface IPreferenceLoss
{
    /// <summary>The name in a run's spec.</summary>
    string Name { get; }

    /// <summary>Whether training needs the reference's errors at all.</summary>
    bool NeedsReference => true;

    /// <summary>The combinations that the loss is a function of: training computes no others for it.</summary>
    Combinations Reads => Combinations.All;

    /// <param name="errors">Of <see cref="Reads"/> at least.</param>
    PreferenceTerms Compute(CombinationErrors errors);
}

/// <param name="PerSample"><c>[B]</c>: each sample's loss; its mean is what is minimised.</param>
/// <param name="Logits">
/// <c>[B, terms]</c>: −β/2 · (D of the winner − D of the loser), without the factor where there is no β; above 0 where the model agrees with the preference.
/// Null where a loss does without the losers, and they were not computed.
/// </param>
internal sealed record PreferenceTerms(Tensor PerSample, Tensor? Logits)
{
    /// <summary>
    /// Share of preferences that the model agrees with more than the reference does, 0 to 1; a tie counts one half. Without a reference, the share
    /// that the model itself agrees with. Null where the losers are not known.
    /// </summary>
    public double? ImplicitAccuracy()
    {
        if (Logits is null)
        {
            return null;
        }

        var won = Logits.detach().sign().to(float64);
        var mean = won.mean();
        return (mean.item<double>() + 1) / 2;
    }
}
