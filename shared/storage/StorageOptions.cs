namespace InstructEngine.Storage;

/// <summary>Which stores a program uses. Section <c>Storage</c> of the configuration.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary><c>sqlite</c> (default) or <c>mongodb</c>.</summary>
    public string Documents { get; set; } = "sqlite";

    /// <summary>The database file. Needed with <c>sqlite</c>.</summary>
    public string? SqlitePath { get; set; }

    /// <summary>As <c>mongodb://host:27017</c>. Needed with <c>mongodb</c>.</summary>
    public string? MongoConnectionString { get; set; }

    /// <summary>Default <c>instructengine</c>.</summary>
    public string MongoDatabase { get; set; } = "instructengine";

    /// <summary><c>file</c> (default) or <c>azure</c>.</summary>
    public string Blobs { get; set; } = "file";

    /// <summary>The folder of the blobs. Needed with <c>file</c>.</summary>
    public string? BlobFolder { get; set; }

    /// <summary>The storage account's connection string. Needed with <c>azure</c>.</summary>
    public string? AzureConnectionString { get; set; }

    /// <summary>Default <c>instructengine</c>.</summary>
    public string AzureContainer { get; set; } = "instructengine";
}
