namespace InstructEngine.Benchmarks.Alignment;

/// <summary>Means of one model on one set of prompts, at each guidance of <see cref="Experiment.GuidancesAsync"/>.</summary>
/// <param name="AllCorrect">Shares, 0 to 1.</param>
/// <param name="Psnr">In dB.</param>
internal sealed record TrialFigures(IReadOnlyList<double> AllCorrect, IReadOnlyList<double> Psnr);

/// <summary>Which trial of a method is taken to the table.</summary>
/// <param name="Index">Of the trial.</param>
/// <param name="Qualified">False where no trial kept the pictures' quality, so that the best of all was taken.</param>
internal sealed record TrialChoice(int Index, bool Qualified)
{
    /// <summary>
    /// The most mean all-correct over the guidances among the trials whose pictures are in the mean over them no worse than the base's by more than the
    /// tolerance. Where there is none: the most of all. The first of equals.
    /// </summary>
    /// <param name="trials">Null for a training that diverged.</param>
    /// <param name="toleranceDb">In dB.</param>
    /// <exception cref="ArgumentException">Every training diverged.</exception>
    public static TrialChoice Of(IReadOnlyList<TrialFigures?> trials, TrialFigures baseFigures, double toleranceDb)
    {
        var ranked = trials.Index().Where(trial => trial.Item is not null).OrderByDescending(trial => trial.Item!.AllCorrect.Average()).ToArray();
        if (ranked.Length == 0)
            throw new ArgumentException("Every training diverged; the grid needs smaller learning rates.", nameof(trials));
        foreach (var (index, figures) in ranked)
        {
            if (figures!.Psnr.Average() >= baseFigures.Psnr.Average() - toleranceDb)
                return new TrialChoice(index, true);
        }

        return new TrialChoice(ranked[0].Index, false);
    }
}
