using InstructEngine.Contracts.V1;
using InstructEngine.Language;
using InstructEngine.LanguageServer;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Storage.Documents;
using InstructEngine.Storage.Documents.Sqlite;
using InstructEngine.TaxonomyService.LanguageWriting;
using InstructEngine.TaxonomyService.ThemeExpansion;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Services.Tests.Taxonomy.LanguageWriting;

/// <summary>The writer that asks a language model, over a server of our own on this machine and a store in a folder.</summary>
internal sealed class TaxonomyModel : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private TaxonomyModel(LanguageModelServer server) => Server = server;

    public LanguageModelServer Server { get; }

    public static async Task<TaxonomyModel> StartAsync(ServerOptions? options = null) => new(await LanguageModelServer.StartAsync(options ?? new ServerOptions()));

    /// <summary>Extends a taxonomy in a process of its own, as it were: only the store is the same as before.</summary>
    public async Task<IReadOnlyList<LexiconTheme>> ExtendAsync(
        int themes, int subtopics, IReadOnlyList<LexiconTheme>? start = null, string[]? prompts = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Language:Endpoint"] = Server.Address.ToString(),
            ["Language:Model"] = "small",
            ["Language:RetryDelay"] = "0.005",
            ["Language:Timeout"] = "2",
        };
        var services = new ServiceCollection().AddLogging().AddSingleton<IDocumentStore>(_ => new SqliteDocumentStore(_folder.PathOf("run.db")));
        services.AddLanguageModel(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton<LanguageThemeWriter>();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IDocumentStore>().InitializeAsync(default);
        var spec = Specs.Demo with { Taxonomy = new TaxonomySpec("none", themes, subtopics, 1, "language-model") };
        var sample = (prompts ?? ["a castle at sunset"]).Select((text, i) => new PromptEvidence(i + 1, text)).ToList();
        return await provider.GetRequiredService<LanguageThemeWriter>()
            .ExtendAsync(new RunRequested("run-1", spec, null, "demo"), start ?? [], sample, null, default);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
