using System.Security.Cryptography;
using InstructEngine.Cli.Invocation;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Storage.Blobs;
using InstructEngine.TaxonomyService.TextSampling;

namespace InstructEngine.Cli.Embedded;

/// <summary>A prompt file, whose size does not matter: it is never in memory as a whole.</summary>
internal sealed record CorpusFile(string Path, BlobReference Blob)
{
    /// <exception cref="CommandFailure">It cannot be used; the message says why.</exception>
    public static CorpusFile Read(string file)
    {
        try
        {
            CorpusLimits.EnsureSize(InputFile.LengthOf(file, "--prompts"), file);
            using var content = Open(file);
            CorpusCheck.EnsureReadable(content, file);
            content.Position = 0;
            return new(file, new BlobReference(Convert.ToHexStringLower(SHA256.HashData(content)), content.Length));
        }
        catch (CorpusException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, exception.Message, exception);
        }
    }

    /// <exception cref="CommandFailure">It was changed since it was read.</exception>
    public async Task<BlobReference> StoreAsync(IBlobStore blobs, CancellationToken cancellationToken)
    {
        if (await blobs.ExistsAsync(Blob, cancellationToken))
            return Blob;

        await using var content = Open(Path);
        var stored = await blobs.PutAsync(content, cancellationToken);
        return stored == Blob ? stored : throw new CommandFailure(ExitCodes.Usage, $"--prompts {Path} was changed while it was read. Run again when nothing writes it any more.");
    }

    private static FileStream Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.Usage, $"--prompts {file} cannot be read: {exception.Message}", exception);
        }
    }
}
