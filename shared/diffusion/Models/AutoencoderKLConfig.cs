using System.Text.Json.Serialization;

namespace InstructEngine.Diffusion.Models;

/// <summary>An autoencoder's <c>config.json</c>, field for field as diffusers names them.</summary>
public sealed record AutoencoderKLConfig
{
    public int InChannels { get; init; } = 3;

    public int OutChannels { get; init; } = 3;

    /// <summary>One <c>DownEncoderBlock2D</c> a level; null is as many as there are levels.</summary>
    public IReadOnlyList<string>? DownBlockTypes { get; init; }

    /// <summary>One <c>UpDecoderBlock2D</c> a level; null is as many as there are levels.</summary>
    public IReadOnlyList<string>? UpBlockTypes { get; init; }

    /// <summary>From the image's resolution to the latents'; every level but the last halves it.</summary>
    public IReadOnlyList<int> BlockOutChannels { get; init; } = [128, 256, 512, 512];

    public int LayersPerBlock { get; init; } = 2;

    public string ActFn { get; init; } = "silu";

    public int LatentChannels { get; init; } = 4;

    public int NormNumGroups { get; init; } = 32;

    /// <summary>Height and width of the images the model was trained on.</summary>
    public int SampleSize { get; init; } = 512;

    /// <summary>Latents are multiplied by it before diffusion, so that they have unit variance; divide by it before decoding.</summary>
    public double ScalingFactor { get; init; } = 0.18215;

    /// <summary>The model overflows in float16: run it in float32 there.</summary>
    public bool ForceUpcast { get; init; } = true;

    /// <summary>Whether the lowest level attends over all its pixels.</summary>
    public bool MidBlockAddAttention { get; init; } = true;

    public bool UseQuantConv { get; init; } = true;

    public bool UsePostQuantConv { get; init; } = true;

    /// <summary>Image pixels a latent pixel stands for, in each direction.</summary>
    [JsonIgnore]
    public int Downscale => 1 << (BlockOutChannels.Count - 1);
}
