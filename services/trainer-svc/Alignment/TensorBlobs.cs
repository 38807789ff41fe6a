using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Named tensors as safetensors blobs. The format's reader and writer work on files, so both ways lead over a temporary one.</summary>
internal sealed class TensorBlobs(IBlobStore blobs)
{
    /// <exception cref="StoreUnavailableException">The temporary folder or the blob store cannot be written, e.g. for want of space.</exception>
    public async Task<BlobReference> PutAsync(IReadOnlyDictionary<string, Tensor> tensors, CancellationToken cancellationToken)
    {
        var file = TemporaryName();
        try
        {
            Write(file, tensors);
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

    private static void Write(string file, IReadOnlyDictionary<string, Tensor> tensors)
    {
        try
        {
            SafetensorsWriter.Write(file, tensors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                $"The temporary folder {Path.GetTempPath()} cannot be written: {e.Message.TrimEnd('.')}. Make room there, or name another with TMPDIR.", e);
        }
    }

    private static string TemporaryName() => Path.Combine(Path.GetTempPath(), $"instructengine-{Guid.NewGuid():n}.safetensors");
}
