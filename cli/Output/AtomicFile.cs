namespace InstructEngine.Cli.Output;

internal static class AtomicFile
{
    /// <summary>Writes a file so that it is there whole or not at all.</summary>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var temporary = Temporary(path);
        try
        {
            await File.WriteAllBytesAsync(temporary, content, cancellationToken);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    /// <summary>Copies a file so that it is there whole or not at all. One that is there already keeps its content for those who have it open or mapped.</summary>
    public static void Copy(string source, string path)
    {
        var temporary = Temporary(path);
        try
        {
            // One that was left behind may be a copy of a file that only can be read, which is not written over.
            File.Delete(temporary);
            File.Copy(source, temporary);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    /// <summary>Finds out early whether a file can be written, leaving nothing behind.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not.</exception>
    public static void EnsureWritable(string path)
    {
        var temporary = Temporary(path);
        File.WriteAllBytes(temporary, []);
        File.Delete(temporary);
    }

    private static string Temporary(string path) => path + ".new";

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What went wrong first is what is reported.
        }
    }
}
