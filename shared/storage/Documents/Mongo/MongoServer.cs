using System.Collections.Concurrent;
using MongoDB.Bson;
using MongoDB.Driver;

namespace InstructEngine.Storage.Documents.Mongo;

/// <summary>One database of a MongoDB server: how it is spoken to, and its errors in words that a user can act on.</summary>
internal sealed class MongoServer : IDisposable
{
    private static readonly TimeSpan SelectionTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, bool> _indexed = new();
    private readonly MongoClient _client;
    private readonly IMongoDatabase _database;

    public MongoServer(string connectionString, string database)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ArgumentException.ThrowIfNullOrWhiteSpace(database);

        MongoClientSettings settings;
        try
        {
            settings = MongoClientSettings.FromConnectionString(connectionString);
        }
        catch (Exception exception) when (exception is MongoConfigurationException or FormatException or ArgumentException)
        {
            // The driver's message repeats the string, which may hold a password.
            throw new ArgumentException("The MongoDB connection string is not usable: write it as mongodb://user:password@host:27017.", nameof(connectionString));
        }

        // What was written must be read back, and an acknowledged write must survive a crash of the server.
        settings.ReadPreference = ReadPreference.Primary;
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true);
        if (!connectionString.Contains("serverSelectionTimeout", StringComparison.OrdinalIgnoreCase))
        {
            settings.ServerSelectionTimeout = SelectionTimeout;
        }

        Name = $"MongoDB database {database} at {string.Join(", ", settings.Servers)}";
        _client = new MongoClient(settings);
        _database = _client.GetDatabase(database);
    }

    /// <summary>Server and database, without credentials.</summary>
    public string Name { get; }

    public Task PingAsync(CancellationToken cancellationToken) =>
        TranslateAsync(() => _database.RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), readPreference: null, cancellationToken));

    public Task<T> CallAsync<T>(string collection, Func<IMongoCollection<BsonDocument>, Task<T>> operation) =>
        TranslateAsync(() => operation(_database.GetCollection<BsonDocument>(collection)));

    /// <summary>Makes the index by run on a collection's first use. Making it again is harmless.</summary>
    public async Task EnsureIndexAsync(string collection, CancellationToken cancellationToken)
    {
        if (_indexed.ContainsKey(collection))
        {
            return;
        }

        var keys = Builders<BsonDocument>.IndexKeys.Ascending(MongoFields.RunId).Ascending(MongoFields.Id);
        await CallAsync(
            collection,
            documents => documents.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(keys), options: null, cancellationToken)).ConfigureAwait(false);
        _indexed[collection] = true;
    }

    public void Dispose() => _client.Dispose();

    private async Task<T> TranslateAsync<T>(Func<Task<T>> operation)
    {
        try
        {
            return await operation().ConfigureAwait(false);
        }
        catch (MongoAuthenticationException exception)
        {
            throw new StoreUnavailableException($"{Name} refused the credentials. Check user, password and authSource in the connection string.", exception);
        }
        catch (Exception exception) when (exception is MongoConnectionException or TimeoutException)
        {
            throw new StoreUnavailableException($"{Name} does not answer. Check that the server runs there and can be reached.", exception);
        }
        catch (MongoException exception)
        {
            throw new StoreUnavailableException($"{Name} refused an operation: {exception.Message}", exception);
        }
    }
}
