using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>BERT (arXiv 1810.04805) whose blocks also look at an image. Ids [B, T], mask [B, T], image [B, S, V] → [B, T, C].</summary>
internal sealed class BlipTextEncoder : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly BertEmbeddings embeddings;
    private readonly BertEncoder encoder;

    public BlipTextEncoder(BlipConfig config) : base(nameof(BlipTextEncoder))
    {
        embeddings = new(config);
        encoder = new(config);
        RegisterComponents();
    }

    public override Tensor forward(Tensor inputIds, Tensor attentionMask, Tensor image)
    {
        using var scope = NewDisposeScope();
        return encoder.call(embeddings.call(inputIds), attentionMask, image).MoveToOuterDisposeScope();
    }
}
