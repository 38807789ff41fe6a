using InstructEngine.TrainerService.Losses;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

internal static class LossSamples
{
    public const double Beta = 500;

    /// <summary>Errors of the size that trained models have, <c>[B, 2, 2]</c>.</summary>
    public static CombinationErrors Random(int samples, int seed = 1)
    {
        using var generator = new Generator((ulong)seed, CPU);
        var policy = rand([samples, 2, 2], generator: generator) * 0.01 + 0.1;
        var reference = rand([samples, 2, 2], generator: generator) * 0.01 + 0.1;
        return new(policy, reference);
    }

    public static double Mean(PreferenceTerms terms) => terms.PerSample.mean().item<float>();
}
