namespace InstructEngine.Diffusion.Schedulers;

/// <summary>Which training timesteps a sampler visits, from noisy to clean (arXiv 2305.08891, table 2).</summary>
internal static class SamplerTimesteps
{
    public const string Leading = "leading";
    public const string Linspace = "linspace";
    public const string Trailing = "trailing";

    public static double[] Make(NoiseSchedule schedule, int count, string spacing)
    {
        var train = schedule.NumTrainTimesteps;
        RequireCount(count, train);
        return spacing switch
        {
            Leading => Descending(count, i => i * (train / count) + schedule.Config.StepsOffset),
            Linspace => Descending(count, i => Math.Round(LinspaceAt(i, count, train - 1))),
            Trailing => Trail(count, train),
            _ => throw Unknown(spacing),
        };
    }

    public static double[] Trail(int count, int train) =>
        [.. Enumerable.Range(0, count).Select(i => Math.Round(train - i * ((double)train / count)) - 1)];

    public static double[] Descending(int count, Func<int, double> ascending) =>
        [.. Enumerable.Range(0, count).Reverse().Select(ascending)];

    public static double LinspaceAt(int i, int count, double end) => count == 1 ? 0 : i * (end / (count - 1));

    public static void RequireCount(int count, int train)
    {
        if (count < 1 || count > train)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The number of steps must be between 1 and {train}.");
        }
    }

    public static ArgumentException Unknown(string spacing) =>
        new($"timestep_spacing '{spacing}' is unknown; leading, linspace or trailing is needed.");
}
