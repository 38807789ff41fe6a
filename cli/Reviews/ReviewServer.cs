using InstructEngine.Cli.Embedded;
using InstructEngine.Hosting.Observability;
using InstructEngine.Hosting.Runs;
using InstructEngine.Review;
using InstructEngine.Review.Access;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Cli.Reviews;

/// <summary>The review pages of all services over one run's stores, in this process.</summary>
internal sealed class ReviewServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ReviewSite _site;

    private ReviewServer(ServiceProvider services, ReviewSite site) => (_services, _site) = (services, site);

    public Uri Address => _site.Address;

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ReviewServer> StartAsync(StoredRun run, ReviewerList reviewers, ReviewOptions options, CancellationToken cancellationToken)
    {
        var services = Services(run);
        try
        {
            await services.GetRequiredService<IDocumentStore>().InitializeAsync(cancellationToken);
            await services.GetRequiredService<IBlobStore>().InitializeAsync(cancellationToken);
            var site = ReviewSite.Build(
                options,
                reviewers,
                services.GetRequiredService<RunDirectory>(),
                services.GetServices<IReviewPages>(),
                services.GetRequiredService<ILoggerFactory>(),
                TimeProvider.System);
            await site.StartAsync(cancellationToken);
            return new ReviewServer(services, site);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _site.StopAsync(CancellationToken.None);
        await _site.DisposeAsync();
        await _services.DisposeAsync();
    }

    private static ServiceProvider Services(StoredRun run)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<ILoggerProvider>(_ => new LogFileProvider(Path.Combine(run.Folder, "review.log")));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => StorageFactory.CreateDocumentStore(run.Storage));
        services.AddSingleton(_ => StorageFactory.CreateBlobStore(run.Storage));
        services.AddSingleton<RunDirectory>();
        foreach (var module in EmbeddedModules.Create().OfType<IReviewModule>())
            module.AddReview(services);
        return services.BuildServiceProvider();
    }
}
