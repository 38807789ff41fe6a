using System.Net;
using InstructEngine.Hosting.Runs;
using InstructEngine.Review.Access;
using InstructEngine.Review.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Review;

/// <summary>
/// The review pages on a port of their own, within whatever process holds them: a service of a cluster, or the command line. What they show is
/// given by <see cref="IReviewPages"/>; what all need (access, limits, headers, refusal of forged requests) is here, so that no page can forget it.
/// </summary>
public sealed class ReviewSite : IAsyncDisposable
{
    /// <summary>The largest request: an edited text, never a picture.</summary>
    private const int MaxRequestBytes = 256 << 10;

    private readonly WebApplication _site;

    private ReviewSite(WebApplication site) => _site = site;

    /// <summary>Where the pages are, e.g. <c>http://127.0.0.1:8300</c>; known once started.</summary>
    public Uri Address => new(_site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static ReviewSite Build(
        ReviewOptions options, ReviewerList reviewers, RunDirectory runs, IEnumerable<IReviewPages> pages, ILoggerFactory logs, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        var shown = pages.ToArray();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Listen(options.Address ?? IPAddress.Any, options.Port);
        });
        builder.Services.AddSingleton(logs);
        builder.Services.AddRoutingCore();
        builder.Services.AddReviewRates(options);

        var site = builder.Build();
        var cookie = new SessionCookie(reviewers, time);
        var gate = new AccessGate(reviewers, cookie);
        site.Use(SecurityHeaders.AddAsync);
        site.Use(new ReviewFaults(logs.CreateLogger<ReviewSite>()).CatchAsync);
        site.Use(gate.RecogniseAsync);
        site.UseRateLimiter();
        site.Use(ForgeryCheck.CheckAsync);
        site.UseRouting();
        site.Use(AccessGate.AdmitAsync);
        site.MapAsset(typeof(ReviewSite).Assembly, "review.css");
        site.MapLogin(reviewers, cookie);
        site.MapHome(runs, shown);
        foreach (var page in shown)
            page.Map(site);
        site.MapNowhere();
        return new ReviewSite(site);
    }

    /// <exception cref="IOException">The port is taken.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => _site.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _site.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
