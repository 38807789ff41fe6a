using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Checking;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;

namespace InstructEngine.RenderService.Verification;

/// <summary>Reads the demo world's attributes back from the pixels: the share of those asked for that are right.</summary>
internal sealed class SceneCheck : IImageCheck
{
    public string? WhyNot(string instruction) => ScenePrompt.Parse(instruction).Outside?.Message;

    public double Score(RgbImage image, string instruction)
    {
        if (ScenePrompt.Parse(instruction).Scene is not { } asked)
        {
            throw new ArgumentException($"'{instruction}' is outside the demo world.", nameof(instruction));
        }

        return image is { Width: SceneRenderer.Size, Height: SceneRenderer.Size } ? SceneChecker.Score(image.Rgb.Span, asked) : 0;
    }
}
