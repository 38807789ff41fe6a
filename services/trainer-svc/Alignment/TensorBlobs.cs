using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Storage.Blobs;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Named tensors as safetensors blobs. The format's reader and writer work on files, so both ways lead over a temporary one.</summary>
internal sealed class TensorBlobs(IBlobStore blobs)
{
    public async Task<BlobReference> PutAsync(IReadOnlyDictionary<string, Tensor> tensors, CancellationToken cancellationToken)
    {
        var file = TemporaryName();
        try
        {
            SafetensorsWriter.Write(file, tensors);
            await using var stream = File.OpenRead(file);
            return await blobs.PutAsync(stream, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <param name="use">Reads the tensors; the file is gone afterwards.</param>
    public async Task ReadAsync(BlobReference blob, Action<SafetensorsFile> use, CancellationToken cancellationToken)
    {
        var path = TemporaryName();
        try
        {
            await File.WriteAllBytesAsync(path, await blobs.ReadAsync(blob, cancellationToken), cancellationToken);
            using var file = SafetensorsFile.Open(path);
            use(file);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string TemporaryName() => Path.Combine(Path.GetTempPath(), $"instructengine-{Guid.NewGuid():n}.safetensors");
}
