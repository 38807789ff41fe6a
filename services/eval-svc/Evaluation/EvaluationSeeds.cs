using System.Globalization;
using InstructEngine.Storage.Content;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Every draw of the evaluation derives from the run's seed and from what it is for.</summary>
internal static class EvaluationSeeds
{
    /// <summary>Seed of an image's initial noise, ≥ 0; the same for base and aligned.</summary>
    public static long Image(long runSeed, int prompt, int image) =>
        ContentSeeds.Derive(runSeed, "evaluation-image", prompt.ToString(CultureInfo.InvariantCulture), image.ToString(CultureInfo.InvariantCulture));

    public static long Bootstrap(long runSeed) => ContentSeeds.Derive(runSeed, "evaluation-bootstrap");

    /// <summary>Which prompts the report shows.</summary>
    public static long Examples(long runSeed) => ContentSeeds.Derive(runSeed, "evaluation-examples");
}
