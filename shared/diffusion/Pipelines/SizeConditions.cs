namespace InstructEngine.Diffusion.Pipelines;

/// <summary>What SDXL is told of a picture's size, in pixels (arXiv 2307.01952, section 2.2).</summary>
public sealed record SizeConditions(int OriginalHeight, int OriginalWidth, int CropTop, int CropLeft, int TargetHeight, int TargetWidth)
{
    /// <summary>A picture that was neither scaled nor cropped.</summary>
    public static SizeConditions Of(int height, int width) => new(height, width, 0, 0, height, width);

    internal float[] Values => [OriginalHeight, OriginalWidth, CropTop, CropLeft, TargetHeight, TargetWidth];
}
