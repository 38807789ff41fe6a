using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Vision;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

/// <summary>Models of a few thousand parameters.</summary>
internal static class TinyModels
{
    public static UNet2DConditionConfig UNet { get; } = new()
    {
        SampleSize = 8,
        BlockOutChannels = [8, 16],
        LayersPerBlock = 1,
        DownBlockTypes = ["DownBlock2D", "CrossAttnDownBlock2D"],
        UpBlockTypes = ["CrossAttnUpBlock2D", "UpBlock2D"],
        CrossAttentionDim = 12,
        AttentionHeadDim = 2,
        NormNumGroups = 4,
    };

    public static UNet2DConditionConfig UNetWithAddedConditions { get; } = UNet with
    {
        AdditionEmbedType = "text_time",
        AdditionTimeEmbedDim = 4,
        ProjectionClassEmbeddingsInputDim = 10 + 6 * 4,
    };

    public static AutoencoderKLConfig Autoencoder { get; } = new() { BlockOutChannels = [8, 16], LayersPerBlock = 1, NormNumGroups = 4, SampleSize = 16 };

    public static ClipConfig Clip { get; } = new()
    {
        ProjectionDim = 6,
        TextConfig = new() { VocabSize = 10, HiddenSize = 8, IntermediateSize = 12, NumHiddenLayers = 2, NumAttentionHeads = 2, MaxPositionEmbeddings = 7 },
        VisionConfig = new() { HiddenSize = 12, IntermediateSize = 20, NumHiddenLayers = 2, NumAttentionHeads = 3, ImageSize = 8, PatchSize = 4 },
    };

    /// <summary>The output for a given input: other tests draw from the same default generator, so it is not drawn.</summary>
    public static Tensor Run(UNet2DConditionModel unet, long batch = 2, long height = 8, long width = 8)
    {
        var added = unet.Config.AdditionEmbedType is null ? null : new AddedConditions(Wave(batch, 10), zeros(batch, 6));
        return unet.forward(Wave(batch, 4, height, width), tensor(7L), Wave(batch, 5, 12), added);
    }

    private static Tensor Wave(params long[] shape) => arange(shape.Aggregate((a, b) => a * b), ScalarType.Float32).sin().reshape(shape);
}
