using InstructEngine.Diffusion.Images;

namespace InstructEngine.RenderService.Verification;

/// <summary>Says how well an image fits an instruction.</summary>
internal interface IImageCheck
{
    /// <returns>Why this check cannot judge images against the instruction, or null when it can.</returns>
    string? WhyNot(string instruction);

    /// <returns>0 (nothing of it) to 1 (all of it).</returns>
    double Score(RgbImage image, string instruction);
}
