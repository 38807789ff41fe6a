using System.Text.RegularExpressions;

namespace InstructEngine.TrainerService.Local;

/// <summary>
/// Deletes what checkpoints of before have left: a model of gigabytes leaves as much every few hundred steps. Kept is whatever the last checkpoint or an
/// epoch names.
/// </summary>
internal static partial class BlobSweep
{
    /// <param name="folder">Blobs as files, each named by its hash.</param>
    /// <param name="records">JSON texts that name the blobs to keep.</param>
    public static void Run(string folder, IEnumerable<string> records)
    {
        var named = records.SelectMany(record => Hashes().Matches(record).Select(match => match.Value)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetFileName(file);
            if (Hashes().Match(name).Length == name.Length && name.Length > 0 && !named.Contains(name))
            {
                File.Delete(file);
            }
        }
    }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hashes();
}
