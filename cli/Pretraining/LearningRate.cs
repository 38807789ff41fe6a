namespace InstructEngine.Cli.Pretraining;

/// <summary>Linear warm-up, then constant, then linear decay over the last third.</summary>
internal static class LearningRate
{
    private const int Warmup = 200;
    private const double DecayShare = 0.34;
    private const double Floor = 0.01;

    public static double At(int step, int steps, double peak)
    {
        var decayFrom = steps * (1 - DecayShare);
        var warm = Math.Min(1.0, (step + 1.0) / Math.Min(Warmup, steps));
        var cool = step < decayFrom ? 1.0 : Math.Max(Floor, (steps - step) / (steps - decayFrom));
        return peak * Math.Min(warm, cool);
    }
}
