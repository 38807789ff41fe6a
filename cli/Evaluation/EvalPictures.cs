using InstructEngine.Cli.Output;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.Cli.Evaluation;

/// <summary>Writes the pictures as files, for people: <c>images/base/0003-0.png</c> is the first of the suite's fourth prompt.</summary>
internal static class EvalPictures
{
    public static async Task WriteAsync(IBlobStore blobs, IReadOnlyList<EvaluatedImage> images, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (var image in images)
        {
            var path = Path.Combine(folder, $"{image.Prompt:0000}-{image.Image}.png");
            if (!File.Exists(path))
                await AtomicFile.WriteAsync(path, await blobs.ReadAsync(image.Blob, cancellationToken), cancellationToken);
        }
    }
}
