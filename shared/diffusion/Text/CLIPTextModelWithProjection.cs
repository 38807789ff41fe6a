using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Clip;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>CLIP's text tower with its projection: the second text encoder of SDXL.</summary>
public sealed class CLIPTextModelWithProjection : ClipTextModelBase
{
    private readonly Linear text_projection;

    /// <inheritdoc cref="CLIPTextModel(ClipTextConfig, Generator?)"/>
    public CLIPTextModelWithProjection(ClipTextConfig config, Generator? generator = null)
        : base(nameof(CLIPTextModelWithProjection), config)
    {
        register_module(nameof(text_projection), text_projection = Layers.Linear(config.HiddenSize, config.ProjectionDim, bias: false));
        text_model.Initialise(generator);
        using var noGrad = no_grad();
        NormalWeights.Draw(text_projection, Math.Pow(config.HiddenSize, -0.5) * config.InitializerFactor, generator);
    }

    /// <inheritdoc cref="CLIPTextModel.FromPretrained"/>
    public static CLIPTextModelWithProjection FromPretrained(string folder, ScalarType dtype = ScalarType.Float32, Device? device = null) =>
        Load(config => new CLIPTextModelWithProjection(config), folder, dtype, device);

    public override ClipTextOutput forward(Tensor inputIds)
    {
        var output = text_model.call(inputIds);
        return output with { TextEmbeds = text_projection.call(output.PoolerOutput) };
    }
}
