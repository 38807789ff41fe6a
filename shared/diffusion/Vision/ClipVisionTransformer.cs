using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Clip;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision;

/// <summary>Embeddings, blocks and norms: what all models with a vision tower have under the name <c>vision_model</c>.</summary>
internal sealed class ClipVisionTransformer : nn.Module<Tensor, ClipVisionOutput>
{
    private readonly ClipVisionEmbeddings embeddings;

    // So spelt in the checkpoints.
    private readonly LayerNorm pre_layrnorm;
    private readonly ClipEncoder encoder;
    private readonly LayerNorm post_layernorm;

    public ClipVisionTransformer(ClipVisionConfig config) : base(nameof(ClipVisionTransformer))
    {
        embeddings = new(config);
        pre_layrnorm = Layers.LayerNorm(config.HiddenSize, config.LayerNormEps);
        encoder = new(config.Encoder);
        post_layernorm = Layers.LayerNorm(config.HiddenSize, config.LayerNormEps);
        RegisterComponents();
    }

    public override ClipVisionOutput forward(Tensor pixelValues)
    {
        using var scope = NewDisposeScope();
        var states = encoder.call(pre_layrnorm.call(embeddings.call(pixelValues)));
        var pooled = post_layernorm.call(states[^1].select(1, 0));
        return new ClipVisionOutput(states, states[^1], pooled).MoveToOuterDisposeScope();
    }

    internal void Initialise(Generator? generator)
    {
        using var noGrad = no_grad();
        embeddings.Initialise(generator);
        encoder.Initialise(generator);
    }
}
