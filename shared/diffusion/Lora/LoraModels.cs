using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Text;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Lora;

/// <summary>The models an adapter belongs to; it does not own them.</summary>
/// <param name="Unet">The denoiser.</param>
/// <param name="TextEncoder">The first text encoder, where its layers may be changed too.</param>
/// <param name="TextEncoder2">SDXL's second text encoder.</param>
public sealed record LoraModels(UNet2DConditionModel? Unet, ClipTextModelBase? TextEncoder = null, ClipTextModelBase? TextEncoder2 = null)
{
    internal nn.Module? this[LoraComponent component] => component switch
    {
        LoraComponent.Unet => Unet,
        LoraComponent.TextEncoder => TextEncoder,
        _ => TextEncoder2,
    };

    /// <summary>Whether kohya's names number the text encoders.</summary>
    internal bool IsXL => TextEncoder2 is not null || Unet?.Config.AdditionEmbedType is not null;

    /// <summary>All models of a pipeline but its autoencoder.</summary>
    public static LoraModels Of(TextToImagePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return new(pipeline.Unet, pipeline.TextEncoding?.Model, pipeline.TextEncoding2?.Model);
    }

    /// <summary>Keeps the models' own parameters from gradients, so that training reaches adapters alone.</summary>
    public void Freeze()
    {
        foreach (var parameter in Enum.GetValues<LoraComponent>().Select(component => this[component]).OfType<nn.Module>().SelectMany(model => model.parameters()))
            parameter.requires_grad = false;
    }

    /// <summary>Every linear and convolutional layer, in the models' order.</summary>
    internal IEnumerable<LoraTarget> Targets()
    {
        foreach (var component in Enum.GetValues<LoraComponent>())
        {
            if (this[component] is not { } model)
                continue;

            foreach (var (path, module) in model.named_modules())
            {
                if (LoraTarget.Of(component, path, module) is { } target)
                    yield return target;
            }
        }
    }
}
