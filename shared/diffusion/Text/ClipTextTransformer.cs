using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>Embeddings, blocks and final norm: what both text models share, under the name <c>text_model</c>.</summary>
internal sealed class ClipTextTransformer : nn.Module<Tensor, ClipTextOutput>
{
    private const int LegacyEosTokenId = 2;
    private readonly ClipTextConfig _config;
    private readonly ClipTextEmbeddings _embeddings;
    private readonly ClipTextEncoder _encoder;
    private readonly LayerNorm _finalNorm;

    public ClipTextTransformer(ClipTextConfig config) : base(nameof(ClipTextTransformer))
    {
        _config = config;
        register_module("embeddings", _embeddings = new ClipTextEmbeddings(config));
        register_module("encoder", _encoder = new ClipTextEncoder(config));
        register_module("final_layer_norm", _finalNorm = nn.LayerNorm(config.HiddenSize, config.LayerNormEps));
    }

    public override ClipTextOutput forward(Tensor inputIds)
    {
        RequireIds(inputIds);
        using var scope = NewDisposeScope();
        var states = _encoder.forward(_embeddings.forward(inputIds));
        var last = _finalNorm.forward(states[^1]);
        foreach (var state in states)
        {
            state.MoveToOuterDisposeScope();
        }

        return new ClipTextOutput(states, last.MoveToOuterDisposeScope(), AtEndOfText(last, inputIds).MoveToOuterDisposeScope());
    }

    internal void Initialise(Generator? generator)
    {
        using var noGrad = no_grad();
        _embeddings.Initialise(_config, generator);
        _encoder.Initialise(_config, generator);
    }

    private Tensor AtEndOfText(Tensor last, Tensor inputIds)
    {
        var marks = _config.EosTokenId == LegacyEosTokenId ? inputIds : inputIds.eq(_config.EosTokenId).to(ScalarType.Int32);
        var index = marks.argmax(1).view(-1, 1, 1).expand(-1, 1, last.shape[2]);
        return last.gather(1, index).squeeze(1);
    }

    private void RequireIds(Tensor inputIds)
    {
        if (inputIds.dim() != 2 || inputIds.shape[1] > _config.MaxPositionEmbeddings || inputIds.dtype != ScalarType.Int64)
        {
            throw new ArgumentException(
                $"Token ids have shape [{string.Join(", ", inputIds.shape)}] and type {inputIds.dtype}; " +
                $"int64 of shape [B, T] with T up to {_config.MaxPositionEmbeddings} is needed.", nameof(inputIds));
        }
    }
}
