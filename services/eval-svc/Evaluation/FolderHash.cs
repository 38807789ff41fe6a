using System.Collections.Concurrent;
using System.Security.Cryptography;
using InstructEngine.Storage.Content;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>The content hash of a model's folder: its configurations, vocabularies and weights, by their names. Files that did not change are read once a process.</summary>
internal static class FolderHash
{
    private static readonly string[] Parts = [".json", ".txt", ".model", ".safetensors"];

    private static readonly ConcurrentDictionary<(string Path, long Length, DateTime Written), string> Known = new();

    public static string Of(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Parts.Contains(Path.GetExtension(file)))
            .Select(file => (Name: Path.GetRelativePath(folder, file).Replace('\\', '/'), File: new FileInfo(file))).OrderBy(file => file.Name, StringComparer.Ordinal);
        return ContentIds.Create(["model-folder", .. files.SelectMany(file => new[] { file.Name, OfFile(file.File) })]);
    }

    public static string OfFile(string file) => OfFile(new FileInfo(file));

    private static string OfFile(FileInfo file) => Known.GetOrAdd((file.FullName, file.Length, file.LastWriteTimeUtc), _ =>
    {
        using var stream = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    });
}
