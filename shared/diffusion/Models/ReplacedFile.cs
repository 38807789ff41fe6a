namespace InstructEngine.Diffusion.Models;

/// <summary>Writes a small file of a model folder under another name and renames it, so that whoever reads the folder meets the old one or the new one.</summary>
internal static class ReplacedFile
{
    public static void Write(string path, string text) => Write(path, temporary => File.WriteAllText(temporary, text));

    public static void Write(string path, byte[] content) => Write(path, temporary => File.WriteAllBytes(temporary, content));

    private static void Write(string path, Action<string> write)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            write(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
