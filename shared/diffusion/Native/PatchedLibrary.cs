using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace InstructEngine.Diffusion;

/// <summary>
/// Puts the patched bytes in the library's place, or in the user's cache where that folder is read-only. The file there may be a hard link to the package
/// folder, so it is never written to: a new file is renamed over the name, which also makes several starting processes harmless to each other.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class PatchedLibrary
{
    /// <returns>The path of the patched file.</returns>
    public static string Put(string original, byte[] patched)
    {
        try
        {
            Replace(original, patched, File.GetLastWriteTimeUtc(original));
            return original;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return PutInCache(Path.GetFileName(original), patched);
        }
    }

    private static string PutInCache(string name, byte[] patched)
    {
        var cache = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        if (cache.Length == 0)
            cache = Path.GetTempPath();
        var hash = Convert.ToHexStringLower(SHA256.HashData(patched))[..16];
        var folder = Path.Combine(cache, "instructengine", "native", hash);
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(folder, name);
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(patched))
            Replace(path, patched, DateTime.UtcNow);
        return path;
    }

    private static void Replace(string path, byte[] content, DateTime written)
    {
        var temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            // Same size and time as before: an incremental build then leaves the patched file alone.
            File.SetLastWriteTimeUtc(temporary, written);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
