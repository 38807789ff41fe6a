using InstructEngine.Cli.Datasets.Source;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Checking;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;

namespace InstructEngine.Cli.Datasets.Audit;

/// <summary>Looks at a pair's pictures again, where they are of the demo world: the share of the attributes asked for that can be read back from the pixels.</summary>
internal static class SceneFit
{
    /// <returns>Null for a pair of another world.</returns>
    /// <exception cref="InvalidDataException">An image cannot be decoded.</exception>
    public static PairFit? Of(DatasetPair pair)
    {
        if (pair.Line.Dispreferred is not { } other || (pair.Line.PreferredImage.Width, pair.Line.PreferredImage.Height) != (SceneRenderer.Size, SceneRenderer.Size)
            || ScenePrompt.Parse(pair.Line.Preferred).Scene is not { } preferred || ScenePrompt.Parse(other).Scene is not { } dispreferred)
        {
            return null;
        }

        var (first, second) = (RgbImage.FromFile(pair.Preferred), RgbImage.FromFile(pair.Dispreferred));
        return (first.Width, first.Height, second.Width, second.Height) == (SceneRenderer.Size, SceneRenderer.Size, SceneRenderer.Size, SceneRenderer.Size)
            ? new PairFit(Score(first, preferred), Score(first, dispreferred), Score(second, dispreferred), Score(second, preferred))
            : null;
    }

    private static double Score(RgbImage image, PartialScene asked) => SceneChecker.Score(image.Rgb.Span, asked);
}
