namespace InstructEngine.Diffusion.Vision;

/// <summary>Where a centre crop begins when an odd number of pixels is cut off.</summary>
public enum CropRounding
{
    /// <summary>The smaller offset, as transformers' CLIPImageProcessor.</summary>
    Floor,

    /// <summary>The even offset, as torchvision's CenterCrop, which openai/CLIP uses.</summary>
    HalfToEven,
}
