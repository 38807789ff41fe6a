using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using InstructEngine.Contracts.V1;

namespace InstructEngine.Storage.Blobs.Azure;

/// <summary>Blobs in one container of Azure Blob Storage, uploaded under <c>If-None-Match: *</c>: the first writer wins, the others agree with it.</summary>
public sealed class AzureBlobStore : IBlobStore
{
    private readonly BlobContainerClient _container;
    private readonly string _name;

    /// <exception cref="ArgumentException">The connection string or the container's name is not usable.</exception>
    public AzureBlobStore(string connectionString, string container)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ArgumentException.ThrowIfNullOrWhiteSpace(container);

        // Gives up after about ten seconds of no answer, as the MongoDB store does; the library would wait longer.
        var options = new BlobClientOptions { Retry = { MaxDelay = TimeSpan.FromSeconds(3) } };
        try
        {
            _container = new BlobContainerClient(connectionString, container, options);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            // The string holds the account's key: it is not repeated.
            throw new ArgumentException(
                "The Azure connection string is not usable: copy it from the storage account's access keys (AccountName=...;AccountKey=...).", nameof(connectionString));
        }

        _name = $"Azure container {container} of account {_container.AccountName}";
    }

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">The account does not answer, or refuses.</exception>
    public Task InitializeAsync(CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return true;
    });

    public async Task<BlobReference> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var blob = BlobContent.Describe(content.Span);
        using var stream = BinaryData.FromBytes(content).ToStream();
        await UploadAsync(blob, stream, cancellationToken).ConfigureAwait(false);
        return blob;
    }

    public async Task<BlobReference> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        cancellationToken.ThrowIfCancellationRequested();

        // The name is the hash, and it is known only at the end: the content waits in a file that vanishes when it is closed.
        using var spool = await Spool.FillAsync(content, cancellationToken).ConfigureAwait(false);
        await UploadAsync(spool.Blob, spool.Content, cancellationToken).ConfigureAwait(false);
        return spool.Blob;
    }

    public async Task<byte[]> ReadAsync(BlobReference blob, CancellationToken cancellationToken)
    {
        BlobContent.CheckReference(blob);
        var content = await GuardAsync(async () =>
        {
            try
            {
                var response = await ClientOf(blob).DownloadContentAsync(cancellationToken).ConfigureAwait(false);
                return response.Value.Content.ToArray();
            }
            catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                throw new BlobNotFoundException(blob, _name);
            }
        }).ConfigureAwait(false);
        return BlobContent.Verify(blob, _name, content);
    }

    public async Task<Stream> OpenReadAsync(BlobReference blob, CancellationToken cancellationToken)
    {
        BlobContent.CheckReference(blob);
        var spool = await GuardAsync(async () =>
        {
            try
            {
                using var download = (await ClientOf(blob).DownloadStreamingAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value;
                return await Spool.FillAsync(download.Content, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                throw new BlobNotFoundException(blob, _name);
            }
        }).ConfigureAwait(false);
        try
        {
            BlobContent.Verify(blob, _name, spool.Blob);
            return spool.Content;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    public Task<bool> ExistsAsync(BlobReference blob, CancellationToken cancellationToken)
    {
        BlobContent.CheckReference(blob);
        return GuardAsync(async () => (await ClientOf(blob).ExistsAsync(cancellationToken).ConfigureAwait(false)).Value);
    }

    private Task<bool> UploadAsync(BlobReference blob, Stream content, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        var client = ClientOf(blob);
        try
        {
            await client.UploadAsync(content, options, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.Status is 400 or 409 or 412)
        {
            // 409 or 412: it is there already. 400: another writer of a large blob committed the shared blocks first.
            if (!await client.ExistsAsync(cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }

        return true;
    });

    private async Task<T> GuardAsync<T>(Func<Task<T>> operation)
    {
        try
        {
            return await operation().ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.Status is 401 or 403)
        {
            throw new StoreUnavailableException($"The {_name} refused access ({exception.ErrorCode}). Check the key or signature in the connection string.", exception);
        }
        catch (RequestFailedException exception) when (exception.Status != 0)
        {
            throw new StoreUnavailableException($"The {_name} refused an operation: {exception.Status} {exception.ErrorCode}.", exception);
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            throw new StoreUnavailableException($"The {_name} does not answer at {_container.Uri.GetLeftPart(UriPartial.Authority)}. Check the address and the network.", exception);
        }
    }

    private BlobClient ClientOf(BlobReference blob) => _container.GetBlobClient(blob.Sha256);
}
