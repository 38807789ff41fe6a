using InstructEngine.Diffusion.Images;
using InstructEngine.Scoring;

namespace InstructEngine.Services.Tests.EvalService.Evaluation;

/// <summary>A scorer with one figure that a test chooses, which counts what it scores, and embeds every image alike.</summary>
internal sealed class CountingScorer(string name, Func<ScoredImage, double> score) : IImageScorer, IImageEmbedder
{
    private int _scored;

    public int Scored => _scored;

    public string Name => name;

    public IReadOnlyList<ScorerDescription> Scorers { get; } = [new(name, "a figure of a test", "")];

    public bool UsesDevice => false;

    public string? WhyNot(string prompt) => null;

    public string? WhyNot(RgbImage image) => null;

    public IReadOnlyList<double> Fit(IReadOnlyList<ScoredImage> images) => [.. images.Select(score)];

    public IReadOnlyList<ImageScores> Score(IReadOnlyList<ScoredImage> images)
    {
        Interlocked.Add(ref _scored, images.Count);
        return [.. images.Select(image => new ImageScores(new Dictionary<string, double> { [name] = score(image) }, []))];
    }

    public float[][] Embed(IReadOnlyList<RgbImage> images) => [.. images.Select(_ => new float[] { 1, 0 })];
}
