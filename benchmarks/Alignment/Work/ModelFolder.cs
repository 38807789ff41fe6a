using System.Security.Cryptography;
using System.Text;
using InstructEngine.Hosting.Models;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>A model folder as the services are told of it: a name under a root.</summary>
/// <param name="Hash">SHA-256 over its files: whatever changes in it makes another model.</param>
internal sealed record ModelFolder(string Path, ModelRoot Root, string Name, string Hash)
{
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static ModelFolder Open(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (!File.Exists(System.IO.Path.Combine(full, "model_index.json")))
            throw new DirectoryNotFoundException($"'{path}' is no model folder: it has no model_index.json. Run from the repository's root, or name the folder.");
        return new ModelFolder(full, new ModelRoot(System.IO.Path.GetDirectoryName(full)!), System.IO.Path.GetFileName(full), HashOf(full));
    }

    private static string HashOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(folder, file));
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var content = File.ReadAllBytes(System.IO.Path.Combine(folder, file));
            hash.AppendData(Encoding.UTF8.GetBytes($"{file}\0{content.Length}\0"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
