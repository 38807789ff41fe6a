using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Clip;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>Token plus learned position embedding. Ids [B, T] → [B, T, C].</summary>
internal sealed class ClipTextEmbeddings : nn.Module<Tensor, Tensor>
{
    private const double Std = 0.02;
    private readonly Embedding token_embedding;
    private readonly Embedding position_embedding;

    public ClipTextEmbeddings(ClipTextConfig config) : base(nameof(ClipTextEmbeddings))
    {
        token_embedding = Layers.Embedding(config.VocabSize, config.HiddenSize);
        position_embedding = Layers.Embedding(config.MaxPositionEmbeddings, config.HiddenSize);
        RegisterComponents();
    }

    public override Tensor forward(Tensor inputIds)
    {
        using var scope = NewDisposeScope();
        return (token_embedding.call(inputIds) + position_embedding.weight!.narrow(0, 0, inputIds.shape[1])).MoveToOuterDisposeScope();
    }

    internal void Initialise(double factor, Generator? generator)
    {
        NormalWeights.Draw(token_embedding.weight!, Std * factor, generator);
        NormalWeights.Draw(position_embedding.weight!, Std * factor, generator);
    }
}
