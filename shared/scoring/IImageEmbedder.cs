using InstructEngine.Diffusion.Images;

namespace InstructEngine.Scoring;

/// <summary>Places images in a space where what looks alike lies close together.</summary>
public interface IImageEmbedder
{
    /// <summary>A vector of length 1 for each image, in order; not-a-number where the model fails.</summary>
    /// <exception cref="ArgumentException">An image cannot be judged; see <see cref="IImageScorer.WhyNot(RgbImage)"/>.</exception>
    float[][] Embed(IReadOnlyList<RgbImage> images);
}
