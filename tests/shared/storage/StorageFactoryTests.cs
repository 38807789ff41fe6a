using InstructEngine.Storage;
using InstructEngine.Storage.Blobs.Azure;
using InstructEngine.Storage.Blobs.FileSystem;
using InstructEngine.Storage.Documents.Mongo;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Shared.Tests.Storage;

public sealed class StorageFactoryTests
{
    private const string Azurite = "UseDevelopmentStorage=true";

    [Fact]
    public void Each_name_gives_its_store()
    {
        Assert.IsType<SqliteDocumentStore>(StorageFactory.CreateDocumentStore(new() { SqlitePath = "run.db" }));
        Assert.IsType<MongoDocumentStore>(StorageFactory.CreateDocumentStore(new() { Documents = "MongoDB", MongoConnectionString = "mongodb://localhost" }));
        Assert.IsType<FileBlobStore>(StorageFactory.CreateBlobStore(new() { BlobFolder = "blobs" }));
        Assert.IsType<AzureBlobStore>(StorageFactory.CreateBlobStore(new() { Blobs = "azure", AzureConnectionString = Azurite }));
    }

    [Fact]
    public void A_wrong_document_option_is_named()
    {
        AssertNamed("Documents", "Storage:Documents is 'mysql': use sqlite or mongodb.", new() { Documents = "mysql" });
        AssertNamed("Documents", "use sqlite or mongodb", new() { Documents = null! });
        AssertNamed("SqlitePath", "Storage:SqlitePath is not set, and Documents is sqlite: give the database file.", new() { SqlitePath = " " });
        AssertNamed("MongoConnectionString", "give as mongodb://", new() { Documents = "mongodb" });
        AssertNamed("MongoDatabase", "is not set", new() { Documents = "mongodb", MongoConnectionString = "mongodb://localhost", MongoDatabase = "" });

        static void AssertNamed(string option, string part, StorageOptions options)
        {
            var refused = Assert.Throws<StorageOptionsException>(() => StorageFactory.CreateDocumentStore(options));
            Assert.Equal(option, refused.Option);
            Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_wrong_blob_option_is_named()
    {
        AssertNamed("Blobs", "Storage:Blobs is 's3': use file or azure.", new() { Blobs = "s3" });
        AssertNamed("BlobFolder", "give the folder of the blobs", new());
        AssertNamed("AzureConnectionString", "is not set", new() { Blobs = "azure" });
        AssertNamed("AzureContainer", "is not set", new() { Blobs = "azure", AzureConnectionString = Azurite, AzureContainer = "" });

        static void AssertNamed(string option, string part, StorageOptions options)
        {
            var refused = Assert.Throws<StorageOptionsException>(() => StorageFactory.CreateBlobStore(options));
            Assert.Equal(option, refused.Option);
            Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("mongodb", "mongodb://user:hunter2@host:notaport")]
    [InlineData("mongodb", "http://user:hunter2@host")]
    [InlineData("azure", "AccountName=a;AccountKey=hunter2")]
    [InlineData("azure", "hunter2")]
    public void A_broken_connection_string_is_refused_without_its_secret(string kind, string connectionString)
    {
        var options = new StorageOptions { Documents = kind, MongoConnectionString = connectionString, Blobs = kind, AzureConnectionString = connectionString };

        var refused = Assert.Throws<StorageOptionsException>(() =>
            kind == "azure" ? (object)StorageFactory.CreateBlobStore(options) : StorageFactory.CreateDocumentStore(options));

        Assert.EndsWith("ConnectionString", refused.Option, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.ToString(), StringComparison.Ordinal);
    }
}
