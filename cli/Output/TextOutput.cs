using System.Text;
using System.Text.Json;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.Storage;

namespace InstructEngine.Cli.Output;

/// <summary>Results that are text.</summary>
internal static class TextOutput
{
    public static JsonSerializerOptions Json { get; } = new(StorageJson.Options) { WriteIndented = true, NewLine = "\n" };

    /// <exception cref="CommandFailure">The file cannot be written.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        try
        {
            await AtomicFile.WriteAsync(path, Encoding.UTF8.GetBytes(text), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.OutputUnusable, $"--out {path} cannot be written: {exception.Message}", exception);
        }
    }
}
