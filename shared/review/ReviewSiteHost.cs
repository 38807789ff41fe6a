using Microsoft.Extensions.Hosting;

namespace InstructEngine.Review;

/// <summary>Starts and stops the pages with the service that holds them.</summary>
internal sealed class ReviewSiteHost(ReviewSite site) : IHostedService, IAsyncDisposable
{
    public Task StartAsync(CancellationToken cancellationToken) => site.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => site.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
