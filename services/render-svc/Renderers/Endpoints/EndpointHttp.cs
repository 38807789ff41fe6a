using System.Net;
using InstructEngine.RenderService.Pairs;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace InstructEngine.RenderService.Renderers.Endpoints;

/// <summary>An HTTP client for each endpoint: patient where it is busy or breaks off, and quick to give up where waiting cannot help.</summary>
internal static class EndpointHttp
{
    public static string NameOf(EndpointOptions endpoint) => $"images/{endpoint.Name}";

    public static void AddEndpointHttp(this IServiceCollection services, IEnumerable<EndpointOptions> endpoints)
    {
        services.AddHttpClient();
        foreach (var endpoint in endpoints)
        {
            var client = services.AddHttpClient(NameOf(endpoint), http => http.Timeout = Timeout.InfiniteTimeSpan);

            // Addresses and headers of requests are nobody's business.
            client.RemoveAllLoggers();
            client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AutomaticDecompression = DecompressionMethods.All,
                MaxAutomaticRedirections = 5,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
            client.AddResilienceHandler("images", pipeline => Configure(pipeline, endpoint));
            client.AddHttpMessageHandler(() => new WholeAnswerHandler(endpoint.MaxRetryAfter));
        }
    }

    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, EndpointOptions endpoint)
    {
        if (endpoint.Retries > 0)
        {
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = endpoint.Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = endpoint.RetryDelay,
                MaxDelay = TimeSpan.FromMinutes(1),
                UseJitter = true,
                ShouldRetryAfterHeader = true,
                ShouldHandle = outcome => ValueTask.FromResult(IsPassing(outcome.Outcome)),
                OnRetry = outcome =>
                {
                    RenderMetrics.Retried(endpoint.Name, Reason(outcome.Outcome));
                    return ValueTask.CompletedTask;
                },
            });
        }

        pipeline.AddTimeout(endpoint.Timeout);
    }

    private static bool IsPassing(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException
        || outcome.Result?.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static string Reason(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: TimeoutRejectedException } => "timeout",
        { Exception: not null } => "connection",
        _ => $"{(int)outcome.Result!.StatusCode}",
    };
}
