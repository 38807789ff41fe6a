using InstructEngine.EvalService.Suites;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>An image to draw.</summary>
/// <param name="Image">Which of the prompt's images, from 0.</param>
internal sealed record PlannedImage(SuitePrompt Prompt, int Image, long Seed);

/// <summary>Images drawn in one pass of the model.</summary>
internal sealed record PlannedBatch(EvaluationSetting Setting, int Index, IReadOnlyList<PlannedImage> Images);

internal static class EvaluationPlan
{
    /// <summary>
    /// Fixed, whatever the machine: a picture's last bits depend on how many are drawn together, and the same spec must give the same
    /// figures everywhere.
    /// </summary>
    public const int BatchSize = 16;

    /// <summary>The images of every prompt, each with the same seed under any setting.</summary>
    public static IReadOnlyList<PlannedImage> Images(IReadOnlyList<SuitePrompt> prompts, int imagesPerPrompt, long runSeed) =>
    [
        .. from prompt in prompts
           from image in Enumerable.Range(0, imagesPerPrompt)
           select new PlannedImage(prompt, image, EvaluationSeeds.Image(runSeed, prompt.Index, image)),
    ];

    public static IEnumerable<PlannedBatch> Batches(EvaluationSetting setting, IReadOnlyList<PlannedImage> images) =>
        images.Chunk(BatchSize).Select((chunk, index) => new PlannedBatch(setting, index, chunk));
}
