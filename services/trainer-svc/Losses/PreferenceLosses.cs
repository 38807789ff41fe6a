using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;

namespace InstructEngine.TrainerService.Losses;

/// <summary>The losses that a spec can name.</summary>
internal static class PreferenceLosses
{
    /// <summary>
    /// Whether training looks at both instructions of a sample, so that each must have an image of its own; the rest does with one instruction, as Pick-a-Pic has.
    /// </summary>
    public static bool LooksAtBothInstructions(TrainingSpec training) =>
        training.Loss is not (DiffusionDpoLoss.SpecName or PreferredImageLoss.SpecName) || training.Terms == DiffusionDpoLoss.RandomDirection || training.SftWeight > 0;

    /// <param name="beta">Counts for the preference losses only, and is checked for all.</param>
    /// <param name="terms">The comparisons that the loss makes; null is its default.</param>
    /// <exception cref="RunFailureException">There is no loss or are no terms of that name, the loss has no such terms, or β is not positive.</exception>
    public static IPreferenceLoss Create(string name, double beta, string? terms = null)
    {
        if (!double.IsFinite(beta) || beta <= 0)
        {
            throw new RunFailureException($"training.beta is {beta}; a number above 0 is needed, e.g. 200 for the demo model.");
        }

        if (terms == DiffusionDpoLoss.RandomDirection)
        {
            return name == DiffusionDpoLoss.SpecName
                ? new DiffusionDpoLoss(beta)
                : throw new RunFailureException(
                    $"training.terms is '{terms}', which training.loss '{DiffusionDpoLoss.SpecName}' alone has; training.loss is '{name}'.");
        }

        var kinds = PreferenceKindNames.Parse(terms);
        if (kinds != PreferenceKinds.InstructionFixed && name != CrossValidationLoss.SpecName)
        {
            throw new RunFailureException($"training.terms is '{terms}', but training.loss '{name}' has instruction-fixed terms only; '{CrossValidationLoss.SpecName}' has others.");
        }

        return name switch
        {
            CrossValidationLoss.SpecName => new CrossValidationLoss(beta, kinds),
            DiffusionDpoLoss.SpecName => new DiffusionDpoLoss(beta),
            PreferredImageLoss.SpecName => new PreferredImageLoss(),
            OwnImagesLoss.SpecName => new OwnImagesLoss(),
            _ => throw new RunFailureException(
                $"training.loss is '{name}'; known are '{CrossValidationLoss.SpecName}', '{DiffusionDpoLoss.SpecName}', '{PreferredImageLoss.SpecName}' "
                + $"and '{OwnImagesLoss.SpecName}'."),
        };
    }
}
