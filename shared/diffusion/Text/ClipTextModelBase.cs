using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>What the pipelines need of either CLIP text model: ids <c>[B, T]</c> int64 in, states out.</summary>
public abstract class ClipTextModelBase : nn.Module<Tensor, ClipTextOutput>
{
    private protected readonly ClipTextTransformer _textModel;

    private protected ClipTextModelBase(string name, ClipTextConfig config) : base(name)
    {
        config.Validate("config");
        Config = config;
        register_module("text_model", _textModel = new ClipTextTransformer(config));
    }

    public ClipTextConfig Config { get; }

    /// <exception cref="ArgumentException">The ids are not int64 <c>[B, T]</c> with T within <c>max_position_embeddings</c>.</exception>
    public abstract override ClipTextOutput forward(Tensor inputIds);
}
