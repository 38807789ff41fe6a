using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Weights;
using InstructEngine.EvalService.Evaluation;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>The base's pipeline with whatever UNet is to draw, on one thread.</summary>
internal sealed class Artist(WorkFolder folder, ModelFolder model, int samplerSteps) : IDisposable
{
    public const string BaseWeights = "base";

    private TextToImagePipeline? _pipeline;
    private string _loaded = BaseWeights;

    public int SamplerSteps => samplerSteps;

    /// <summary>One picture a prompt, drawn as one batch.</summary>
    public IReadOnlyList<RgbImage> Draw(string weights, IReadOnlyList<PlannedImage> images, double guidance)
    {
        TorchRuntime.SetThreads(1);
        if (_pipeline is null || weights != _loaded)
            Load(weights);
        var settings = new GenerationSettings { Steps = samplerSteps, GuidanceScale = guidance };
        return _pipeline!.Generate([.. images.Select(image => new ImageRequest(image.Prompt.Text, null, image.Seed))], settings);
    }

    public void Dispose() => _pipeline?.Dispose();

    private void Load(string weights)
    {
        if (_pipeline is null || weights == BaseWeights)
        {
            _pipeline?.Dispose();
            _pipeline = TextToImagePipeline.FromPretrained(model.Path);
        }

        if (weights != BaseWeights)
            ModelWeights.Load(_pipeline.Unet, Path.Combine(folder.Weights, weights));
        _loaded = weights;
    }
}
