using InstructEngine.EvalService.Statistics;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Every draw of the evaluation derives from the run's seed and from what it is for.</summary>
internal static class EvaluationSeeds
{
    /// <summary>Seed of an image's initial noise, ≥ 0; the same for base and aligned.</summary>
    public static long Image(long runSeed, int prompt, int image) => (long)(Mix(runSeed, 1, prompt, image) >> 1);

    public static ulong Bootstrap(long runSeed) => Mix(runSeed, 2, 0, 0);

    /// <summary>Which prompts the report shows.</summary>
    public static ulong Examples(long runSeed) => Mix(runSeed, 3, 0, 0);

    private static ulong Mix(params ReadOnlySpan<long> parts)
    {
        var state = 0UL;
        foreach (var part in parts)
            state = new SplitMix64(state ^ (ulong)part).Next();
        return state;
    }
}
