using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Folders;

/// <summary>Looks at the disk of a folder.</summary>
internal static class FreeSpace
{
    /// <summary>The demo run leaves about 100 MB; less than this and it would stop half-way.</summary>
    private const long Needed = 256L << 20;

    private const long Exhausted = 1L << 20;

    /// <exception cref="CommandFailure">There is too little for a run.</exception>
    public static void EnsureEnough(string folder)
    {
        if (Of(folder) is { } free && free < Needed)
            throw new CommandFailure(
                ExitCodes.OutputUnusable,
                $"The disk of {folder} has {free >> 20} MB left; a run needs {Needed >> 20} MB. Make room, or name a folder on another disk with --out.");
    }

    /// <param name="needed">In bytes.</param>
    /// <param name="what">That needs it.</param>
    /// <exception cref="CommandFailure">There is too little.</exception>
    public static void EnsureEnough(string folder, long needed, string what)
    {
        if (Of(folder) is { } free && free < needed)
            throw new CommandFailure(
                ExitCodes.OutputUnusable,
                $"The disk of {folder} has {free >> 20:N0} MB left; {what} needs about {(needed >> 20) + 1:N0} MB. Make room, or name a folder on another disk with --out.");
    }

    public static bool IsExhausted(string folder) => Of(folder) is { } free && free < Exhausted;

    /// <returns>Bytes that are free; null where that cannot be known.</returns>
    public static long? Of(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
