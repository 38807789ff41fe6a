using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>BLIP (arXiv 2201.12086) as a judge of an image with a text, with its authors' structure and parameter names.</summary>
internal sealed class BlipModel : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly BlipVisionTransformer visual_encoder;
    private readonly BlipTextEncoder text_encoder;

    public BlipModel(BlipConfig config) : base(nameof(BlipModel))
    {
        visual_encoder = new(config);
        text_encoder = new(config);
        RegisterComponents();
    }

    /// <param name="pixelValues">[B, 3, S, S].</param>
    /// <returns>[B, 1 + patches, V].</returns>
    public Tensor EncodeImages(Tensor pixelValues) => visual_encoder.call(pixelValues);

    /// <param name="inputIds">int64 [B, T].</param>
    /// <param name="attentionMask">bool [B, T]: false at padding.</param>
    /// <param name="image">[B, 1 + patches, V]: of each text its own image.</param>
    /// <returns>[B, C]: the first token's state.</returns>
    public override Tensor forward(Tensor inputIds, Tensor attentionMask, Tensor image)
    {
        using var scope = NewDisposeScope();
        return text_encoder.call(inputIds, attentionMask, image).select(1, 0).MoveToOuterDisposeScope();
    }
}
