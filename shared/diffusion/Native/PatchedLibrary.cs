using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace InstructEngine.Diffusion;

/// <summary>
/// Puts patched bytes in a library's place, or, where that folder is read-only, in the user's cache, or else in a private temporary folder. The file in place
/// may be a hard link into the package folder, so it is never written to: a new file is renamed over the name, which also keeps processes that start at
/// the same time from harming each other.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed record PatchedLibrary(string Path, bool IsTemporary)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Executable = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <exception cref="TorchRuntimeException">None of the three places can be written to.</exception>
    public static PatchedLibrary Put(string original, byte[] patched)
    {
        var faults = new List<string>();
        foreach (var place in new Func<string, byte[], PatchedLibrary>[] { InPlace, InCache, InTemporaryFolder })
        {
            try
            {
                return place(original, patched);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                faults.Add(e.Message);
            }
        }

        throw new TorchRuntimeException($"A corrected copy of '{original}' is needed on this system, but cannot be written anywhere: {string.Join(" ", faults)}");
    }

    /// <summary>A loaded library stays loaded without its file.</summary>
    public void DiscardIfTemporary()
    {
        if (IsTemporary)
            Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
    }

    private static PatchedLibrary InPlace(string original, byte[] patched)
    {
        // Same size and time as before: an incremental build then leaves the patched file alone.
        Replace(original, patched, File.GetLastWriteTimeUtc(original));
        return new(original, IsTemporary: false);
    }

    private static PatchedLibrary InCache(string original, byte[] patched)
    {
        var cache = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        if (cache.Length == 0)
            throw new IOException("This user has no folder for application data.");
        var folder = System.IO.Path.Combine(cache, "instructengine", "native", Convert.ToHexStringLower(SHA256.HashData(patched))[..16]);
        Directory.CreateDirectory(folder, OwnerOnly);
        var path = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(original));
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(patched))
            Replace(path, patched, DateTime.UtcNow);
        return new(path, IsTemporary: false);
    }

    private static PatchedLibrary InTemporaryFolder(string original, byte[] patched)
    {
        var path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("instructengine-").FullName, System.IO.Path.GetFileName(original));
        Replace(path, patched, DateTime.UtcNow);
        return new(path, IsTemporary: true);
    }

    private static void Replace(string path, byte[] content, DateTime written)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.SetUnixFileMode(temporary, Executable);
            File.SetLastWriteTimeUtc(temporary, written);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
