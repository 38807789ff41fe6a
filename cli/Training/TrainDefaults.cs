using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting.Specs;

namespace InstructEngine.Cli.Training;

/// <summary>The settings that a model is trained with where none are given.</summary>
internal static class TrainDefaults
{
    /// <summary>Channels of a UNet's first level: Stable Diffusion 1, 2 and XL have this many, the demo's models fewer.</summary>
    private const int StableDiffusionChannels = 320;

    /// <summary>A LoRA begins at nothing and has few weights: it takes a higher rate.</summary>
    private const double LoraRateOfStableDiffusion = 1e-5, LoraRateOfDemo = 1e-3;

    public static TrainingSpec For(PipelineDescription model, bool isLora) => (IsStableDiffusion(model), isLora) switch
    {
        (true, false) => StableDiffusion,
        (true, true) => StableDiffusion with { LearningRate = LoraRateOfStableDiffusion },
        (false, false) => RunSpecReader.Demo().Training,
        (false, true) => RunSpecReader.Demo().Training with { LearningRate = LoraRateOfDemo },
    };

    public static bool IsStableDiffusion(PipelineDescription model) => model.Unet.BlockOutChannels[0] >= StableDiffusionChannels;

    /// <summary>
    /// β and the rate as Diffusion-DPO publishes them for full fine-tuning (arXiv 2311.12908: β 5000, 1e-8 a sample of the batch, here eight), the rest as
    /// its scripts have it, but for far fewer samples.
    /// </summary>
    private static TrainingSpec StableDiffusion { get; } = new(
        Model: "", "cross-validation", Beta: 5000, LearningRate: 8e-8, Steps: 2000, BatchSize: 8, WarmupSteps: 100, MaxGradNorm: 1, CaptionDropout: 0,
        SftWeight: 0, HeldOutShare: 0.02, CheckpointEverySteps: 250);
}
