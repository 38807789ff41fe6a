namespace InstructEngine.TrainerService.Local.Piloting;

/// <summary>The settings that a pilot tries: every β with every rate.</summary>
internal static class PilotGrid
{
    /// <summary>Around what the training would have: a quarter to four times β, a third to three times the rate.</summary>
    private static readonly double[] Betas = [0.25, 1, 4], Rates = [1 / 3.0, 1, 3];

    /// <param name="fixedBeta">Whether β stays, because it was chosen or the loss has none.</param>
    /// <param name="fixedRate">Whether the rate stays, because it was chosen.</param>
    public static IReadOnlyList<PilotSetting> Around(double beta, double learningRate, bool fixedBeta, bool fixedRate) =>
    [
        .. from factor in fixedBeta ? [1] : Betas
           from rate in fixedRate ? [1] : Rates
           select new PilotSetting(Rounded(beta * factor), Rounded(learningRate * rate)),
    ];

    /// <summary>To two digits: figures that people read and type.</summary>
    private static double Rounded(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return double.Parse((Math.Round(value / unit) * unit).ToString("G3", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
    }
}
