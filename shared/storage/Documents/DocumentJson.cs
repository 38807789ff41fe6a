using System.Text;
using System.Text.Json;

namespace InstructEngine.Storage.Documents;

/// <summary>Documents to and from their stored text.</summary>
internal static class DocumentJson
{
    // MongoDB takes 16 MiB a document with its keys; every store keeps the same limit so that both modes behave alike.
    private const int MaxBytes = 15 * 1024 * 1024;

    public static string Write<T>(string collection, string id, T document)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(document);
        var json = JsonSerializer.Serialize(document, StorageJson.Options);
        var bytes = Encoding.UTF8.GetByteCount(json);
        return bytes <= MaxBytes
            ? json
            : throw new ArgumentException(
                $"Document {id} in {collection} is {bytes} bytes of JSON, more than the {MaxBytes} that are stored: keep large content in a blob.", nameof(document));
    }

    /// <exception cref="StoreCorruptException">The text is not such a document.</exception>
    public static VersionedDocument<T> Read<T>(string store, string collection, StoredDocument stored)
        where T : class
    {
        try
        {
            var value = JsonSerializer.Deserialize<T>(stored.Json, StorageJson.Options) ?? throw new JsonException("It is null.");
            return new VersionedDocument<T>(stored.Id, stored.RunId, stored.Version, value);
        }
        catch (JsonException exception)
        {
            throw new StoreCorruptException(
                $"Document {stored.Id} in collection {collection} of {store} is not a readable {typeof(T).Name}: {exception.Message} " +
                "Nothing was changed. Restore a copy of the store, or start the run again in a new one.",
                exception);
        }
    }
}
