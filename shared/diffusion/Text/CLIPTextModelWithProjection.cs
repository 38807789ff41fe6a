using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>CLIP's text tower with its projection: the second text encoder of SDXL.</summary>
public sealed class CLIPTextModelWithProjection : ClipTextModelBase
{
    private readonly Linear _projection;

    /// <summary>A model with fresh weights, drawn as transformers draws them.</summary>
    public CLIPTextModelWithProjection(ClipTextConfig config, Generator? generator = null)
        : base(nameof(CLIPTextModelWithProjection), config)
    {
        register_module("text_projection", _projection = nn.Linear(config.HiddenSize, config.ProjectionDim, hasBias: false));
        _textModel.Initialise(generator);
        using var noGrad = no_grad();
        NormalWeights.Draw(_projection, Math.Pow(config.HiddenSize, -0.5) * config.InitializerFactor, generator);
    }

    /// <summary>Reads <c>config.json</c> and <c>model.safetensors</c>; the model is in evaluation mode.</summary>
    /// <exception cref="InvalidDataException">The configuration is damaged, or the weights do not fit it.</exception>
    public static CLIPTextModelWithProjection FromPretrained(string folder, ScalarType dtype = ScalarType.Float32, Device? device = null) =>
        Load(config => new CLIPTextModelWithProjection(config), folder, dtype, device);

    public override ClipTextOutput forward(Tensor inputIds)
    {
        var output = _textModel.forward(inputIds);
        return output with { TextEmbeds = _projection.forward(output.PoolerOutput) };
    }
}
