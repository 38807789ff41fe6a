using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting;
using InstructEngine.RenderService.Verification;

namespace InstructEngine.RenderService.Renderers;

/// <summary>A text-to-image model that is ready to draw.</summary>
internal interface IImageRenderer
{
    /// <summary>What it is called in records: the model folder that the spec names, or endpoint and model.</summary>
    string Name { get; }

    /// <summary>Content hash of its weights; of an endpoint, a hash of what decides its pictures.</summary>
    string WeightsHash { get; }

    /// <summary>
    /// Draws the requests as one batch where it can. A local model gives the same pixels for the same requests in any process on the same kind of machine:
    /// so what belongs together is drawn together, and nothing else with it. Safe for concurrent use.
    /// </summary>
    /// <exception cref="RunFailureException">It cannot draw at all: settings, memory, or an endpoint that does not answer.</exception>
    Task<Drawing> DrawAsync(IReadOnlyList<ImageRequest> requests, DrawingSettings settings, CancellationToken cancellationToken);
}

/// <summary>Finds renderers by what a spec says of them.</summary>
internal interface IImageRenderers
{
    /// <exception cref="RunFailureException">There is no such model or endpoint, or it is damaged.</exception>
    Task<IImageRenderer> GetAsync(RendererSpec renderer, CancellationToken cancellationToken);
}

/// <summary>How to draw.</summary>
/// <param name="Scheduler">The sampler's short name; null is the model's own.</param>
/// <param name="Size">In pixels; null is the size that the model was trained on.</param>
internal sealed record DrawingSettings(int Steps, double GuidanceScale, string? Scheduler = null, (int Width, int Height)? Size = null);

/// <summary>What came of an attempt: an image for each request, or why there is none.</summary>
/// <param name="Rejection">Null where there are images.</param>
/// <param name="IsFinal">Whether another attempt would end the same way.</param>
internal sealed record Drawing(IReadOnlyList<DrawnImage> Images, Rejection? Rejection = null, bool IsFinal = false)
{
    public static Drawing Rejected(string kind, string detail, bool isFinal = false) => new([], new Rejection(kind, detail), isFinal);
}

/// <summary>An image and how it was drawn.</summary>
internal sealed record DrawnImage(RgbImage Image, ImageDrawing How);
