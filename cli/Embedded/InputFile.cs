using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Embedded;

/// <summary>Reads files that options name.</summary>
internal static class InputFile
{
    /// <exception cref="CommandFailure">There is no such file.</exception>
    public static long LengthOf(string file, string option)
    {
        if (Directory.Exists(file))
            throw new CommandFailure(ExitCodes.Usage, $"{option} {file} is a folder; name a file.");

        var info = new FileInfo(file);
        return info.Exists ? info.Length : throw new CommandFailure(ExitCodes.Usage, $"{option} {file} does not exist.");
    }

    /// <exception cref="CommandFailure">It cannot be read.</exception>
    public static byte[] ReadAll(string file, string option)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.Usage, $"{option} {file} cannot be read: {exception.Message}", exception);
        }
    }
}
