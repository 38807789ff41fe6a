using InstructEngine.Diffusion.Images;

namespace InstructEngine.Scoring;

/// <summary>Scores images: pairs are checked by it, and models compared. Called from several threads at once.</summary>
public interface IImageScorer
{
    /// <summary>As specs name it: <c>demo</c>, <c>clip-score</c>, <c>pick-score</c>.</summary>
    string Name { get; }

    /// <summary>What it measures; the first is the headline.</summary>
    IReadOnlyList<ScorerDescription> Scorers { get; }

    /// <summary>Whether its work is a model's, which shares a device with the models that draw.</summary>
    bool UsesDevice { get; }

    /// <returns>Why no image can be judged against this prompt, or null when it can.</returns>
    string? WhyNot(string prompt);

    /// <returns>Why this image cannot be judged, or null when it can.</returns>
    string? WhyNot(RgbImage image);

    /// <summary>How well each image fits its own prompt, in this scorer's units: the images of a pair are checked by it.</summary>
    /// <inheritdoc cref="Score"/>
    IReadOnlyList<double> Fit(IReadOnlyList<ScoredImage> images);

    /// <summary>Each image against its own prompt, in order. An image or a prompt that is there more than once costs once.</summary>
    /// <exception cref="ArgumentException">A prompt or an image cannot be judged; see <c>WhyNot</c>.</exception>
    IReadOnlyList<ImageScores> Score(IReadOnlyList<ScoredImage> images);
}

/// <summary>An image and the prompt that it is judged against.</summary>
public readonly record struct ScoredImage(string Prompt, RgbImage Image);
