using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Blobs.Azure;
using InstructEngine.Storage.Blobs.FileSystem;
using InstructEngine.Storage.Documents;
using InstructEngine.Storage.Documents.Mongo;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Storage;

/// <summary>Makes the stores that the options name. Nothing is opened before <c>InitializeAsync</c>; a store that is <see cref="IDisposable"/> belongs to the caller.</summary>
public static class StorageFactory
{
    /// <exception cref="StorageOptionsException">An option is missing or has a wrong value.</exception>
    public static IDocumentStore CreateDocumentStore(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Documents?.ToLowerInvariant() switch
        {
            "sqlite" => new SqliteDocumentStore(Required(options.SqlitePath, nameof(options.SqlitePath), "the database file", "Documents is sqlite")),
            "mongodb" => Checked(nameof(options.MongoConnectionString), () => new MongoDocumentStore(
                Required(options.MongoConnectionString, nameof(options.MongoConnectionString), "as mongodb://host:27017", "Documents is mongodb"),
                Required(options.MongoDatabase, nameof(options.MongoDatabase), "the database's name", "Documents is mongodb"))),
            _ => throw new StorageOptionsException(nameof(options.Documents), $"is '{options.Documents}': use sqlite or mongodb."),
        };
    }

    /// <exception cref="StorageOptionsException">An option is missing or has a wrong value.</exception>
    public static IBlobStore CreateBlobStore(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Blobs?.ToLowerInvariant() switch
        {
            "file" => new FileBlobStore(Required(options.BlobFolder, nameof(options.BlobFolder), "the folder of the blobs", "Blobs is file")),
            "azure" => Checked(nameof(options.AzureConnectionString), () => new AzureBlobStore(
                Required(options.AzureConnectionString, nameof(options.AzureConnectionString), "the storage account's connection string", "Blobs is azure"),
                Required(options.AzureContainer, nameof(options.AzureContainer), "the container's name", "Blobs is azure"))),
            _ => throw new StorageOptionsException(nameof(options.Blobs), $"is '{options.Blobs}': use file or azure."),
        };
    }

    private static string Required(string? value, string name, string what, string because) => string.IsNullOrWhiteSpace(value)
        ? throw new StorageOptionsException(name, $"is not set, and {because}: give {what}.")
        : value;

    private static T Checked<T>(string name, Func<T> create)
    {
        try
        {
            return create();
        }
        catch (ArgumentException exception) when (exception is not StorageOptionsException)
        {
            throw new StorageOptionsException(name, $"is not usable. {exception.Message}", exception);
        }
    }
}
