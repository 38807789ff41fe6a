using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;

namespace InstructEngine.RenderService.Renderers;

/// <summary>A text-to-image model that is ready to draw.</summary>
internal interface IImageRenderer
{
    /// <summary>What it is called in records: the model folder that the spec names.</summary>
    string Name { get; }

    /// <summary>Content hash of its weights.</summary>
    string WeightsHash { get; }

    /// <summary>
    /// Draws the requests as one batch. The same requests give the same pixels in any process on the same kind of machine: so what belongs
    /// together is drawn together, and nothing else with it. Safe for concurrent use.
    /// </summary>
    IReadOnlyList<RgbImage> Draw(IReadOnlyList<ImageRequest> requests, int steps, double guidanceScale, CancellationToken cancellationToken);
}
