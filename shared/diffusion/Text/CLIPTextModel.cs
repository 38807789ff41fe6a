using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>CLIP's text tower without projection: the text encoder of SD 1.5 and the first one of SDXL.</summary>
public sealed class CLIPTextModel : ClipTextModelBase
{
    /// <summary>A model with fresh weights, drawn as transformers draws them.</summary>
    /// <exception cref="ModelConfigException">The config asks for something unknown or impossible.</exception>
    public CLIPTextModel(ClipTextConfig config, Generator? generator = null) : base(nameof(CLIPTextModel), config) =>
        text_model.Initialise(generator);

    /// <summary>Reads <c>config.json</c> and <c>model.safetensors</c>; the model is in evaluation mode.</summary>
    /// <exception cref="ModelConfigException">The config asks for something unknown.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="Weights.SafetensorsException">The weights are damaged or do not fit the config.</exception>
    public static CLIPTextModel FromPretrained(string folder, ScalarType dtype = ScalarType.Float32, Device? device = null) =>
        Load(config => new CLIPTextModel(config), folder, dtype, device);

    public override ClipTextOutput forward(Tensor inputIds) => text_model.call(inputIds);
}
