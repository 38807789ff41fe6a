using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Images;
using InstructEngine.RenderService.Verification;
using InstructEngine.Scoring;

namespace InstructEngine.Benchmarks.Scale;

/// <summary>Looks at nothing: each image of a pair fits its own instruction and not the other.</summary>
internal sealed class NullScorer : IPairScorers, IImageScorer
{
    private static readonly double[] s_pair = [1, 0, 1, 0];

    public string Name => "null";

    public IReadOnlyList<ScorerDescription> Scorers => [];

    public bool UsesDevice => false;

    public IImageScorer Get(RenderingSpec rendering) => this;

    public string? WhyNot(string prompt) => null;

    public string? WhyNot(RgbImage image) => null;

    /// <summary>In the order in which a pair is asked about: the preferred image's own instruction, the other, the dispreferred image's own, the other.</summary>
    public IReadOnlyList<double> Fit(IReadOnlyList<ScoredImage> images) => s_pair;

    public IReadOnlyList<ImageScores> Score(IReadOnlyList<ScoredImage> images) => throw new NotSupportedException("The null scorer judges pairs alone.");
}
