using InstructEngine.Demo.Tokens;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Text;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Pretraining;

/// <summary>
/// A demo checkpoint in diffusers' layout: an SDXL pipeline with its second text encoder alone, as SDXL's refiner has it.
/// </summary>
internal sealed class DemoModelFolder(string path, string autoencoderFolder)
{
    public string Path { get; } = path;

    /// <summary>Where a training keeps what it goes on from; gone when it is done.</summary>
    public string StatePath => Path + ".state";

    public bool IsFinished => File.Exists(System.IO.Path.Combine(Path, "model_index.json")) && !Directory.Exists(StatePath);

    public ClipTokenizer Tokenizer()
    {
        var folder = System.IO.Path.Combine(Path, "tokenizer_2");
        DemoVocabulary.Write(folder);
        return ClipTokenizer.FromPretrained(folder);
    }

    public void LoadInto(UNet2DConditionModel unet, CLIPTextModelWithProjection text)
    {
        using var unetHere = UNet2DConditionModel.FromPretrained(System.IO.Path.Combine(Path, "unet"));
        using var textHere = CLIPTextModelWithProjection.FromPretrained(System.IO.Path.Combine(Path, "text_encoder_2"));
        unet.load_state_dict(unetHere.state_dict());
        text.load_state_dict(textHere.state_dict());
    }

    public void Write(UNet2DConditionModel unet, CLIPTextModelWithProjection text, ClipTokenizer tokenizer)
    {
        using var autoencoder = AutoencoderKL.FromPretrained(autoencoderFolder);

        // Not disposed: it would dispose the models that are being trained.
        var pipeline = new TextToImagePipeline(
            unet, autoencoder, textEncoding: null, new TextEncoding(tokenizer, text), DemoArchitecture.Scheduler, forceZerosForEmptyPrompt: true);
        pipeline.SavePretrained(Path, ScalarType.Float16);
    }
}
