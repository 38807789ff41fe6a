namespace InstructEngine.Diffusion.Schedulers;

/// <summary>What the numbers of a scheduler's configuration must fulfil, whatever the sampler.</summary>
internal static class NoiseScheduleRules
{
    /// <summary>A table of so many is made; published models have 1000.</summary>
    private const int MostTimesteps = 100_000;

    /// <exception cref="ArgumentException">Names the first field at fault.</exception>
    public static void Check(SchedulerConfig config)
    {
        var trained = config.TrainedBetas?.Count ?? config.NumTrainTimesteps;
        var field = config.TrainedBetas is null ? "num_train_timesteps is" : "trained_betas has";
        Require(trained is > 0 and <= MostTimesteps, $"{field} {trained}; 1 to {MostTimesteps} are possible.");
        if (config.TrainedBetas is { } betas)
            Require(betas.All(beta => beta is > 0 and <= 1), $"trained_betas has {betas.FirstOrDefault(beta => beta is not (> 0 and <= 1))}; 0 < beta <= 1 is needed.");
        else
            RequireRange(config.BetaStart, config.BetaEnd);

        Require(config.StepsOffset >= 0 && config.StepsOffset < trained, $"steps_offset is {config.StepsOffset}; 0 to {trained - 1} is needed.");
        Require(config.ClipSampleRange > 0 && double.IsFinite(config.ClipSampleRange), $"clip_sample_range is {config.ClipSampleRange}; it must be positive and finite.");
    }

    private static void RequireRange(double start, double end) => Require(
        start > 0 && end >= start && end < 1, $"beta_start {start} and beta_end {end} are no noise schedule; 0 < beta_start <= beta_end < 1 is needed.");

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new ArgumentException(message);
    }
}
