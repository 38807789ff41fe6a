using System.Collections.Concurrent;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using static TorchSharp.torch;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>A pipeline for each thread that draws at the same time: one serves a single caller.</summary>
internal sealed class PipelineModel(Func<TextToImagePipeline> open, Action? close = null) : IEvaluationModel
{
    private readonly ConcurrentBag<TextToImagePipeline> _idle = [];

    /// <summary>A GPU holds one copy, and is busy with it.</summary>
    private readonly SemaphoreSlim _turns = new(cuda.is_available() ? 1 : int.MaxValue);

    public IReadOnlyList<RgbImage> Draw(IReadOnlyList<PlannedImage> images, double guidanceScale, int steps)
    {
        _turns.Wait();
        try
        {
            return DrawWith(images, guidanceScale, steps);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var pipeline))
            pipeline.Dispose();
        _turns.Dispose();
        close?.Invoke();
    }

    private IReadOnlyList<RgbImage> DrawWith(IReadOnlyList<PlannedImage> images, double guidanceScale, int steps)
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
}
