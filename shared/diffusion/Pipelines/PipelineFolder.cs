using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Diffusion.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Pipelines;

/// <summary>A pipeline's folder in diffusers' layout.</summary>
internal static class PipelineFolder
{
    private const string Scheduler = "scheduler", SchedulerFile = "scheduler_config.json", Unet = "unet", Vae = "vae";
    private const string TextEncoder = "text_encoder", TextEncoder2 = "text_encoder_2", Tokenizer = "tokenizer", Tokenizer2 = "tokenizer_2";

    public static TextToImagePipeline Load(string folder, ScalarType dtype, Device device)
    {
        var index = ReadIndex(folder);
        var opened = new List<IDisposable>();
        try
        {
            var scheduler = SchedulerConfig.Load(Path.Combine(folder, Scheduler, SchedulerFile));
            var text = Read(index.Has(TextEncoder), Tokenizer, TextEncoder, CLIPTextModel.FromPretrained);
            var text2 = Read(index.Has(TextEncoder2), Tokenizer2, TextEncoder2, CLIPTextModelWithProjection.FromPretrained);
            var unet = Opened(UNet2DConditionModel.FromPretrained(Path.Combine(folder, Unet), dtype, device));
            var vae = Opened(AutoencoderKL.FromPretrained(Path.Combine(folder, Vae), ScalarType.Float32, device));
            if (dtype != ScalarType.Float32 && !(dtype == ScalarType.Float16 && vae.Config.ForceUpcast))
            {
                vae.to(dtype);
            }

            return new TextToImagePipeline(unet, vae, text, text2, scheduler, index.ForceZerosForEmptyPrompt);
        }
        catch (ArgumentException e)
        {
            // Parts that do not fit each other are the folder's fault, not the caller's.
            opened.ForEach(part => part.Dispose());
            throw new InvalidDataException($"{folder}: {e.Message}", e);
        }
        catch
        {
            opened.ForEach(part => part.Dispose());
            throw;
        }

        T Opened<T>(T part)
            where T : IDisposable
        {
            opened.Add(part);
            return part;
        }

        TextEncoding? Read<T>(bool present, string tokenizer, string encoder, Func<string, ScalarType, Device?, T> fromPretrained)
            where T : ClipTextModelBase =>
            present
                ? new TextEncoding(
                    ClipTokenizer.FromPretrained(Path.Combine(folder, tokenizer)),
                    Opened(fromPretrained(Path.Combine(folder, encoder), dtype, device)))
                : null;
    }

    /// <summary>What a pipeline of the folder will be like, read in milliseconds.</summary>
    public static PipelineDescription Describe(string folder)
    {
        var index = ReadIndex(folder);
        var unet = UNet2DConditionModel.ReadConfig(Path.Combine(folder, Unet));
        var vae = AutoencoderKL.ReadConfig(Path.Combine(folder, Vae));
        var scheduler = SchedulerConfig.Load(Path.Combine(folder, Scheduler, SchedulerFile));
        return new PipelineDescription(index.ClassName == ModelIndex.StableDiffusionXL, unet, vae, scheduler);
    }

    public static void Save(TextToImagePipeline pipeline, string folder, ScalarType dtype)
    {
        Directory.CreateDirectory(Path.Combine(folder, Scheduler));
        pipeline.SchedulerConfig.Save(Path.Combine(folder, Scheduler, SchedulerFile));
        pipeline.Unet.SavePretrained(Path.Combine(folder, Unet), dtype);
        pipeline.Vae.SavePretrained(Path.Combine(folder, Vae), dtype);
        var parts = new Dictionary<string, string?>();
        Write(pipeline.TextEncoding, Tokenizer, TextEncoder);
        if (pipeline.IsXL)
        {
            Write(pipeline.TextEncoding2, Tokenizer2, TextEncoder2);
        }

        // Last, so that a folder with an index is whole.
        ModelIndex.Save(folder, pipeline.IsXL, pipeline.ForceZerosForEmptyPrompt, pipeline.SchedulerConfig.ClassName, parts);

        void Write(TextEncoding? encoding, string tokenizer, string encoder)
        {
            encoding?.Tokenizer.SavePretrained(Path.Combine(folder, tokenizer));
            encoding?.Model.SavePretrained(Path.Combine(folder, encoder), dtype);
            parts[tokenizer] = encoding is null ? null : "CLIPTokenizer";
            parts[encoder] = encoding?.Model.GetName();
        }
    }

    private static ModelIndex ReadIndex(string folder)
    {
        var index = ModelIndex.Load(folder);
        index.Require(Unet, Vae, Scheduler);
        index.Require(index.ClassName == ModelIndex.StableDiffusion ? [TextEncoder, Tokenizer] : [TextEncoder2, Tokenizer2]);
        return index;
    }
}
