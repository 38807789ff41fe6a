using InstructEngine.Language.Caching;
using InstructEngine.Language.Http;
using InstructEngine.Language.Moderation;
using InstructEngine.Language.Spending;
using InstructEngine.Storage.Documents;
using InstructEngine.Storage.Documents.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InstructEngine.Language;

public static class LanguageRegistration
{
    /// <summary>Adds <see cref="ILanguageModel"/>. Several services of one process may call it; they share one client, and so its limits.</summary>
    /// <exception cref="Hosting.Settings.SettingException">A setting of <see cref="LanguageOptions"/> is missing or has a wrong value.</exception>
    public static void AddLanguageModel(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(ILanguageModel)))
            return;

        var options = LanguageOptions.From(configuration);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddLanguageHttp(options);
        services.AddSingleton(provider => new AnswerCache(Answers(provider, options)));
        services.AddSingleton<SpendingLedger>();
        services.AddSingleton<ChatEndpoint>();
        services.AddSingleton<ILanguageModel, LanguageModel>();
        services.AddSingleton<IModeration, ModerationEndpoint>();
    }

    private static IDocumentStore Answers(IServiceProvider provider, LanguageOptions options)
    {
        if (options.CacheFile is null)
            return provider.GetRequiredService<IDocumentStore>();

        var store = new SqliteDocumentStore(options.CacheFile);
        store.InitializeAsync(CancellationToken.None).GetAwaiter().GetResult();
        return store;
    }
}
