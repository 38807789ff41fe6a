using InstructEngine.Language;
using InstructEngine.Language.Prompts;
using InstructEngine.LanguageServer;
using InstructEngine.Shared.Tests.Storage;
using InstructEngine.Storage.Documents;
using InstructEngine.Storage.Documents.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Shared.Tests.Language;

/// <summary>The product's client, a server of our own on this machine, and a store in a folder.</summary>
internal sealed class LanguageHarness : IAsyncDisposable
{
    public const string Key = "sk-very-secret-0123456789";

    public static readonly PromptTemplate Prompt = PromptTemplate.Parse("colours", "---\nversion: 1\n---\n\n# System\nYou name colours.\n\n# User\nThing: {{thing}}\n");

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _settings;
    private ServiceProvider _provider;

    private LanguageHarness(LanguageModelServer server, Dictionary<string, string?> settings)
    {
        (Server, _settings) = (server, settings);
        _provider = Build();
    }

    public LanguageModelServer Server { get; }

    public ILanguageModel Model => _provider.GetRequiredService<ILanguageModel>();

    public IDocumentStore Documents => _provider.GetRequiredService<IDocumentStore>();

    public static async Task<LanguageHarness> StartAsync(ServerOptions? server = null, params (string Key, string Value)[] settings)
    {
        var running = await LanguageModelServer.StartAsync(server ?? new ServerOptions());
        var all = new Dictionary<string, string?>
        {
            ["Language:Endpoint"] = running.Address.ToString(),
            ["Language:Model"] = "small",
            ["Language:Key"] = Key,
            ["Language:RetryDelay"] = "0.005",
            ["Language:Prices"] = "1/2",
        };
        foreach (var (key, value) in settings)
            all[key] = value;

        var harness = new LanguageHarness(running, all);
        await harness.Documents.InitializeAsync(default);
        return harness;
    }

    /// <summary>The process ends and another goes on over the same store.</summary>
    public async Task RestartAsync(params (string Key, string Value)[] settings)
    {
        await _provider.DisposeAsync();
        foreach (var (key, value) in settings)
            _settings[key] = value;

        _provider = Build();
        await Documents.InitializeAsync(default);
    }

    public static LanguageQuestion<Colours> Question(string thing = "the sky") => new("run-1", Prompt, new PromptValues().Text("thing", thing));

    public Task<LanguageAnswer<Colours>> AskAsync(string thing = "the sky") => Model.AskAsync(Question(thing), default);

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IDocumentStore>(_ => new SqliteDocumentStore(_folder["run.db"]));
        services.AddLanguageModel(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build());
        return services.BuildServiceProvider();
    }
}

internal sealed record Colours(IReadOnlyList<Colour> Items);

internal sealed record Colour(string Name, string Sentence);
