using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.Cli.Output;

/// <summary>The aligned model as a folder of its own in diffusers' layout: the base model's, with the aligned UNet's weights.</summary>
internal static class AlignedModelFolder
{
    private const string Weights = "diffusion_pytorch_model.safetensors";

    public static async Task WriteAsync(IBlobStore blobs, EpochCompleted checkpoint, string baseFolder, string folder, CancellationToken cancellationToken)
    {
        foreach (var source in Directory.EnumerateFiles(baseFolder, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(baseFolder, source);
            if (IsUnetWeights(relative))
                continue;

            var target = Path.Combine(folder, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            AtomicFile.Copy(source, target);
        }

        var unet = Directory.CreateDirectory(Path.Combine(folder, "unet")).FullName;
        await AtomicFile.WriteAsync(Path.Combine(unet, Weights), await blobs.ReadAsync(checkpoint.Checkpoint, cancellationToken), cancellationToken);
    }

    /// <summary>Any of them: variants (fp16, shards) beside the aligned ones would be the base's.</summary>
    private static bool IsUnetWeights(string relative) =>
        Path.GetDirectoryName(relative) == "unet" && Path.GetFileName(relative) != "config.json";
}
