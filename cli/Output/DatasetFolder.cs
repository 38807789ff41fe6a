using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.Cli.Output;

/// <summary>Lays the dataset out as files: the manifest as it was hashed, and each image under its own hash.</summary>
internal static class DatasetFolder
{
    public static async Task WriteAsync(IBlobStore blobs, DatasetCompleted dataset, string folder, CancellationToken cancellationToken)
    {
        var images = Directory.CreateDirectory(Path.Combine(folder, "images")).FullName;
        var manifest = await blobs.ReadAsync(dataset.Manifest, cancellationToken);
        foreach (var blob in ImagesOf(manifest).DistinctBy(blob => blob.Sha256))
        {
            var file = Path.Combine(images, blob.Sha256 + ".png");
            if (!File.Exists(file))
                await AtomicFile.WriteAsync(file, await blobs.ReadAsync(blob, cancellationToken), cancellationToken);
        }

        // Last: a manifest that is there has its images.
        await AtomicFile.WriteAsync(Path.Combine(folder, "manifest.jsonl"), manifest, cancellationToken);
    }

    private static IEnumerable<BlobReference> ImagesOf(byte[] manifest)
    {
        using var lines = new StreamReader(new MemoryStream(manifest));
        while (lines.ReadLine() is { } line)
        {
            using var pair = JsonDocument.Parse(line);
            yield return BlobOf(pair.RootElement.GetProperty("preferredImage"));
            yield return BlobOf(pair.RootElement.GetProperty("dispreferredImage"));
        }
    }

    private static BlobReference BlobOf(JsonElement image) => new(image.GetProperty("sha256").GetString()!, image.GetProperty("size").GetInt64());
}
