using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Benchmarks;

/// <summary>Models of the size of Stable Diffusion 1.5 with random weights: speed and memory do not depend on what the weights are.</summary>
internal static class StableDiffusion15
{
    public const int LatentSide = 64;
    public const int Tokens = 77;
    public const int TextWidth = 768;

    public static readonly UNet2DConditionConfig UNet = new() { SampleSize = LatentSide, CrossAttentionDim = TextWidth };

    public static readonly AutoencoderKLConfig Vae = new();

    /// <summary>Writes the model into a folder of its own under <paramref name="work"/>, unless an earlier call did.</summary>
    /// <returns>The folder.</returns>
    public static string Checkpoint(string work, ScalarType dtype)
    {
        var folder = Path.Combine(work, $"sd15-unet-{dtype}".ToLowerInvariant());
        if (Directory.Exists(folder))
            return folder;
        Console.Error.WriteLine($"Writing {folder}");
        var unfinished = folder + ".unfinished";
        using (var unet = new UNet2DConditionModel(UNet))
            unet.SavePretrained(unfinished, dtype);
        Directory.Move(unfinished, folder);
        return folder;
    }
}
