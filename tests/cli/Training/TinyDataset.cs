using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Content;
using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Cli.Tests.Training;

/// <summary>A dataset's folder as a run leaves it.</summary>
internal static class TinyDataset
{
    /// <returns>The folder.</returns>
    public static string Write(string folder, int pairs = 8)
    {
        var lines = Enumerable.Range(0, pairs).Select(number => new ManifestLine(
            $"triple-{number:D3}", $"leaf-{number / 2}", Dimension.ContentConsistency, "a disc", $"a red disc {number}", $"a blue disc {number}",
            ImageOf(folder, number), ImageOf(folder, number + 100), "drawn", "none"));
        File.WriteAllBytes(Path.Combine(folder, "manifest.jsonl"), DatasetManifest.Write(lines));
        return folder;
    }

    private static ManifestImage ImageOf(string folder, int number)
    {
        var png = Pictures.Png(number);
        var hash = ContentIds.Sha256Hex(png);
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        File.WriteAllBytes(Path.Combine(folder, "images", hash + ".png"), png);
        return new ManifestImage(hash, png.Length, 32, 32, number);
    }
}
