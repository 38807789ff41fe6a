using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>Words and places, without BERT's types of segments. int64 [B, T] → [B, T, C].</summary>
internal sealed class BertEmbeddings : nn.Module<Tensor, Tensor>
{
    private readonly Embedding word_embeddings;
    private readonly Embedding position_embeddings;
    private readonly LayerNorm LayerNorm;
    private readonly BlipConfig _config;

    public BertEmbeddings(BlipConfig config) : base(nameof(BertEmbeddings))
    {
        word_embeddings = Layers.Embedding(config.VocabSize, config.TextWidth);
        position_embeddings = Layers.Embedding(config.MaxPositions, config.TextWidth);
        LayerNorm = Layers.LayerNorm(config.TextWidth, BertLayer.NormEps);
        _config = config;
        RegisterComponents();
    }

    public override Tensor forward(Tensor inputIds)
    {
        using var scope = NewDisposeScope();
        if (inputIds.dim() != 2 || inputIds.shape[1] > _config.MaxPositions || inputIds.min().item<long>() < 0 || inputIds.max().item<long>() >= _config.VocabSize)
            throw new ArgumentException($"inputIds is [{string.Join(", ", inputIds.shape)}]; at most {_config.MaxPositions} ids below {_config.VocabSize} a text are wanted.", nameof(inputIds));
        var places = position_embeddings.weight!.narrow(0, 0, inputIds.shape[1]);
        return LayerNorm.call(word_embeddings.call(inputIds) + places).MoveToOuterDisposeScope();
    }
}
