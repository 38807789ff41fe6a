using System.Security.Cryptography;
using System.Text;

namespace InstructEngine.Cli.Datasets.Export;

/// <summary>The files of data of an export, and their hashes as <c>sha256sum -c</c> reads them.</summary>
internal static class ExportFiles
{
    public const string SumsName = "SHA256SUMS";

    /// <summary>Every file below the folder in ordinal order of its path; images that are named by their hash need no line of their own.</summary>
    public static async Task<IReadOnlyList<ExportFile>> HashAsync(string folder, CancellationToken cancellationToken)
    {
        var files = new List<ExportFile>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folder, DatasetExport.DataName), "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            if (name.Contains($"/{ImageFolderWriter.ImagesName}/", StringComparison.Ordinal))
                continue;

            await using var stream = File.OpenRead(path);
            files.Add(new ExportFile(name, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken))));
        }

        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    public static byte[] Sums(IReadOnlyList<ExportFile> files) => Encoding.UTF8.GetBytes(string.Concat(files.Select(file => $"{file.Sha256}  {file.Path}\n")));
}
