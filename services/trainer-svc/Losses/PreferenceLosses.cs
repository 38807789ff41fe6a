using InstructEngine.Hosting;

namespace InstructEngine.TrainerService.Losses;

/// <summary>The losses that a spec can name.</summary>
internal static class PreferenceLosses
{
    /// <exception cref="RunFailureException">There is no loss of that name, or β is not positive.</exception>
    public static IPreferenceLoss Create(string name, double beta)
    {
        if (!double.IsFinite(beta) || beta <= 0)
        {
            throw new RunFailureException($"training.beta is {beta}; a number above 0 is needed, e.g. 200 for the demo model.");
        }

        return name switch
        {
            CrossValidationLoss.SpecName => new CrossValidationLoss(beta),
            DiffusionDpoLoss.SpecName => new DiffusionDpoLoss(beta),
            _ => throw new RunFailureException($"training.loss is '{name}'; known are '{CrossValidationLoss.SpecName}' and '{DiffusionDpoLoss.SpecName}'."),
        };
    }
}
