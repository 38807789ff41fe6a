using InstructEngine.Cli.Invocation;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Generation;

/// <summary>Adds LoRA weights to a pipeline that has just been read.</summary>
internal static class LoraAttachment
{
    /// <exception cref="CommandFailure">The file is missing.</exception>
    public static void RequireFile(string? file)
    {
        if (file is not null && !File.Exists(file))
            throw new CommandFailure(ExitCodes.Usage, $"--lora is '{file}'; there is no such file.");
    }

    /// <exception cref="CommandFailure">The weights cannot be attached to this model.</exception>
    public static void Attach(TextToImagePipeline pipeline, string file, double scale) =>
        throw new CommandFailure(ExitCodes.Usage, $"--lora is '{file}' (scale {scale}); this version does not read LoRA weights. Merge them into the model folder first.");
}
