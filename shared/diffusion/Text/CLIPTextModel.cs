using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>CLIP's text tower without projection: the text encoder of SD 1.5 and the first one of SDXL.</summary>
public sealed class CLIPTextModel : ClipTextModelBase
{
    /// <summary>A model with fresh weights, drawn as transformers draws them.</summary>
    public CLIPTextModel(ClipTextConfig config, Generator? generator = null) : base(nameof(CLIPTextModel), config) =>
        _textModel.Initialise(generator);

    public override ClipTextOutput forward(Tensor inputIds) => _textModel.forward(inputIds);
}
