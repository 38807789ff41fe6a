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
    public Task<BlobReference> PutAsync(IReadOnlyDictionary<string, Tensor> tensors, CancellationToken cancellationToken) =>
        PutFileAsync(path => SafetensorsWriter.Write(path, tensors), cancellationToken);

    /// <param name="write">Writes the file whose path it is given.</param>
    /// <inheritdoc cref="PutAsync"/>
    public async Task<BlobReference> PutFileAsync(Action<string> write, CancellationToken cancellationToken)
    {
        var file = TemporaryName();
        try
        {
            Write(file, write);
            await using var stream = File.OpenRead(file);
            return await blobs.PutAsync(stream, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <param name="use">Takes what it needs of the tensors: they and their file are gone afterwards.</param>
    public async Task ReadAsync(BlobReference blob, Action<IReadOnlyDictionary<string, Tensor>> use, CancellationToken cancellationToken)
    {
        var path = TemporaryName();
        try
        {
            await File.WriteAllBytesAsync(path, await blobs.ReadAsync(blob, cancellationToken), cancellationToken);
            using var file = SafetensorsFile.Open(path);
            using var scope = NewDisposeScope();
            use(file.Entries.Keys.ToDictionary(name => name, file.Map, StringComparer.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(string file, Action<string> write)
    {
        try
        {
            write(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                $"The temporary folder {Path.GetTempPath()} cannot be written: {e.Message.TrimEnd('.')}. Make room there, or name another with TMPDIR.", e);
        }
    }

    private static string TemporaryName() => Path.Combine(Path.GetTempPath(), $"instructengine-{Guid.NewGuid():n}.safetensors");
}
