using InstructEngine.Cli.Invocation;
using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Generation;

/// <summary>Puts LoRA weights on a pipeline that has just been read.</summary>
internal static class LoraAttachment
{
    /// <exception cref="CommandFailure">The file is missing.</exception>
    public static void RequireFile(string? file)
    {
        if (Directory.Exists(file))
            throw new CommandFailure(ExitCodes.Usage, $"--lora is '{file}', a folder; name the .safetensors file in it.");
        if (file is not null && !File.Exists(file))
            throw new CommandFailure(ExitCodes.Usage, $"--lora is '{file}'; there is no such file.");
    }

    /// <returns>The adapter, attached until it is disposed of; null without a file.</returns>
    /// <exception cref="CommandFailure">The file is damaged, or does not fit this model.</exception>
    public static LoraAdapter? Attach(TextToImagePipeline pipeline, string? file, double scale)
    {
        if (file is null)
            return null;
        try
        {
            var models = LoraModels.Of(pipeline);
            var adapter = LoraAdapter.Load(file, models);
            adapter.Scale = scale;
            adapter.Attach(models);
            return adapter;
        }
        catch (Exception e) when (e is SafetensorsException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.Usage, $"--lora cannot be used with this model: {e.Message}", e);
        }
    }
}
