using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>Token plus learned position embedding; ids <c>[B, T]</c> to <c>[B, T, C]</c>.</summary>
internal sealed class ClipTextEmbeddings : nn.Module<Tensor, Tensor>
{
    private const double Std = 0.02;
    private readonly Embedding _token, _position;

    public ClipTextEmbeddings(ClipTextConfig config) : base(nameof(ClipTextEmbeddings))
    {
        register_module("token_embedding", _token = nn.Embedding(config.VocabSize, config.HiddenSize));
        register_module("position_embedding", _position = nn.Embedding(config.MaxPositionEmbeddings, config.HiddenSize));
    }

    public override Tensor forward(Tensor inputIds) =>
        _token.forward(inputIds) + _position.weight!.narrow(0, 0, inputIds.shape[1]);

    internal void Initialise(ClipTextConfig config, Generator? generator)
    {
        NormalWeights.Draw(_token.weight!, Std * config.InitializerFactor, generator);
        NormalWeights.Draw(_position.weight!, Std * config.InitializerFactor, generator);
    }
}
