using System.Runtime.InteropServices;
using InstructEngine.Cli.Invocation;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Generation;

/// <summary>What can be wrong with a model folder, as a message to the one who named it.</summary>
internal static class ModelFaults
{
    /// <exception cref="CommandFailure">The folder is missing, no model, or damaged.</exception>
    public static T Reported<T>(string folder, Func<string, T> read)
    {
        if (File.Exists(folder))
            throw Fault($"--model is '{folder}', a file; name a model folder in diffusers' layout (weights in one .safetensors or .ckpt file must be converted).");
        if (!Directory.Exists(folder))
            throw Fault($"--model is '{folder}'; there is no such folder.");

        try
        {
            return read(folder);
        }
        catch (Exception exception) when (exception is InvalidDataException or ModelConfigException or SafetensorsException or IOException or UnauthorizedAccessException)
        {
            // Some of these know only their own file.
            var named = exception.Message.Contains(folder, StringComparison.Ordinal) ? "" : $"{folder}: ";
            throw Fault($"--model cannot be used: {named}{exception.Message}", exception);
        }
        catch (ExternalException exception)
        {
            throw Fault($"--model cannot be used: {folder}: libtorch failed: {exception.Message.Split('\n')[0]} Where memory ran out, --dtype bfloat16 needs half.", exception);
        }
    }

    private static CommandFailure Fault(string message, Exception? inner = null) => new(ExitCodes.Usage, message, inner);
}
