using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Clip;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>Embeddings, blocks and final norm: what all models with a text tower have under the name <c>text_model</c>.</summary>
internal sealed class ClipTextTransformer : nn.Module<Tensor, ClipTextOutput>
{
    private const int LegacyEosTokenId = 2;
    private readonly ClipTextEmbeddings embeddings;
    private readonly ClipEncoder encoder;
    private readonly LayerNorm final_layer_norm;
    private readonly ClipTextConfig _config;

    public ClipTextTransformer(ClipTextConfig config) : base(nameof(ClipTextTransformer))
    {
        embeddings = new(config);
        encoder = new(config.Encoder);
        final_layer_norm = Layers.LayerNorm(config.HiddenSize, config.LayerNormEps);
        _config = config;
        RegisterComponents();
    }

    public override ClipTextOutput forward(Tensor inputIds)
    {
        ClipTextIds.Check(_config, inputIds);
        using var scope = NewDisposeScope();
        var states = encoder.call(embeddings.call(inputIds));
        var last = final_layer_norm.call(states[^1]);
        var output = new ClipTextOutput(states, last, AtEndOfText(last, inputIds));
        return output.MoveToOuterDisposeScope();
    }

    internal void Initialise(Generator? generator)
    {
        using var noGrad = no_grad();
        embeddings.Initialise(_config.InitializerFactor, generator);
        encoder.Initialise(generator);
    }

    private Tensor AtEndOfText(Tensor last, Tensor inputIds)
    {
        var marks = _config.EosTokenId == LegacyEosTokenId ? inputIds : inputIds.eq(_config.EosTokenId).to(ScalarType.Int32);
        var index = marks.argmax(1).view(-1, 1, 1).expand(-1, 1, last.shape[2]);
        return last.gather(1, index).squeeze(1);
    }
}
