using Testcontainers.MongoDb;

[assembly: AssemblyFixture(typeof(InstructEngine.Shared.Tests.Storage.Documents.MongoServerFixture))]

namespace InstructEngine.Shared.Tests.Storage.Documents;

/// <summary>
/// A MongoDB server: the one that <c>INSTRUCTENGINE_TEST_MONGO</c> names, else a container where a Docker engine answers. Started on first use.
/// With <c>none</c> there, no container is tried.
/// </summary>
public sealed class MongoServerFixture : IAsyncDisposable
{
    private const string Variable = "INSTRUCTENGINE_TEST_MONGO";

    private readonly Lazy<Task<string?>> _connectionString;
    private MongoDbContainer? _container;
    private string _problem = "";

    public MongoServerFixture() => _connectionString = new(StartAsync);

    /// <summary>The server's connection string; skips the calling test, with the reason, where there is no server.</summary>
    public async Task<string> ConnectAsync()
    {
        var connectionString = await _connectionString.Value;
        Assert.SkipWhen(connectionString is null, _problem);
        return connectionString!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_container is not null)
        {
            await _container.DisposeAsync();
        }
    }

    private async Task<string?> StartAsync()
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        if (given == "none")
        {
            _problem = $"No MongoDB: {Variable} is none.";
            return null;
        }

        if (!string.IsNullOrEmpty(given))
        {
            return given;
        }

        if (!await DockerEngine.AnswersAsync())
        {
            _problem = $"No MongoDB: {Variable} is not set and no Docker engine answers.";
            return null;
        }

        try
        {
            _container = new MongoDbBuilder("mongo:7.0").Build();
            await _container.StartAsync();
            return _container.GetConnectionString();
        }
        catch (Exception exception)
        {
            _problem = $"No MongoDB: {Variable} is not set and its container did not start: {exception.Message.ReplaceLineEndings(" ")}";
            return null;
        }
    }
}
