using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>CLIP's text tower without projection: the text encoder of SD 1.5 and the first one of SDXL.</summary>
public sealed class CLIPTextModel : ClipTextModelBase
{
    /// <summary>A model with fresh weights, drawn as transformers draws them.</summary>
    public CLIPTextModel(ClipTextConfig config, Generator? generator = null) : base(nameof(CLIPTextModel), config) =>
        _textModel.Initialise(generator);

    /// <summary>Reads <c>config.json</c> and <c>model.safetensors</c>; the model is in evaluation mode.</summary>
    /// <exception cref="InvalidDataException">The configuration is damaged, or the weights do not fit it.</exception>
    public static CLIPTextModel FromPretrained(string folder, ScalarType dtype = ScalarType.Float32, Device? device = null) =>
        Load(config => new CLIPTextModel(config), folder, dtype, device);

    public override ClipTextOutput forward(Tensor inputIds) => _textModel.forward(inputIds);
}
