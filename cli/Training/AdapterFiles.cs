using InstructEngine.Cli.Output;
using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Models;
using InstructEngine.TrainerService.Local;

namespace InstructEngine.Cli.Training;

/// <summary>Writes a trained LoRA for other programs.</summary>
internal static class AdapterFiles
{
    /// <summary>What diffusers looks for in a folder of LoRA weights.</summary>
    public const string DiffusersName = "pytorch_lora_weights.safetensors";

    /// <summary>With kohya's names, as it was trained.</summary>
    public static async Task WriteAsync(LocalTrainingResult result, string file, CancellationToken cancellationToken) =>
        await AtomicFile.WriteAsync(file, await result.Blobs.ReadAsync(result.Last.Adapter!, cancellationToken), cancellationToken);

    /// <summary>With other names.</summary>
    /// <param name="model">The base's folder, whose layers the names are of.</param>
    public static async Task WriteAsync(LocalTrainingResult result, string model, LoraNaming naming, string file, CancellationToken cancellationToken)
    {
        var (read, written) = (file + ".kohya", file + ".new");
        try
        {
            await WriteAsync(result, read, cancellationToken);
            using var unet = UNet2DConditionModel.FromPretrained(Path.Combine(model, "unet"));
            using var adapter = LoraAdapter.Load(read, new LoraModels(unet));
            adapter.Save(written, naming);
            File.Move(written, file, overwrite: true);
        }
        finally
        {
            File.Delete(read);
            File.Delete(written);
        }
    }
}
