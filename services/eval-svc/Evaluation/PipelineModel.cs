using System.Collections.Concurrent;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>A pipeline for each thread that draws at the same time: one serves a single caller.</summary>
internal sealed class PipelineModel(Func<TextToImagePipeline> open, Action? close = null) : IEvaluationModel
{
    private readonly ConcurrentBag<TextToImagePipeline> _idle = [];

    public IReadOnlyList<RgbImage> Draw(IReadOnlyList<PlannedImage> images, double guidanceScale, int steps)
    {
        if (!_idle.TryTake(out var pipeline))
            pipeline = open();

        try
        {
            // Batches run side by side; threads inside an operation would only get in each other's way, and change its last bits.
            TorchRuntime.SetThreads(1);
            var settings = new GenerationSettings { Steps = steps, GuidanceScale = guidanceScale };
            return pipeline.Generate([.. images.Select(image => new ImageRequest(image.Prompt.Text, null, image.Seed))], settings);
        }
        finally
        {
            _idle.Add(pipeline);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var pipeline))
            pipeline.Dispose();
        close?.Invoke();
    }
}
