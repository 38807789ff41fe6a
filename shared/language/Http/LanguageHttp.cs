using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace InstructEngine.Language.Http;

/// <summary>The HTTP client: patient with an endpoint that is busy, breaks off or talks nonsense, and quick to give up where waiting cannot help.</summary>
internal static class LanguageHttp
{
    public const string Name = "language-model";

    // No answer is longer; what is, is no answer.
    private const long MaxAnswerBytes = 32 << 20;

    public static void AddLanguageHttp(this IServiceCollection services, LanguageOptions options)
    {
        services.AddSingleton<RetryAfterGate>();
        var client = services.AddHttpClient(Name, http => http.Timeout = Timeout.InfiniteTimeSpan);

        // Addresses and headers of requests are nobody's business; what goes wrong is told by name.
        client.RemoveAllLoggers();
        client.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = options.Timeout,
        });
        client.AddResilienceHandler(Name, (pipeline, context) => Configure(pipeline, options, context.ServiceProvider.GetRequiredService<RetryAfterGate>()));
        client.AddHttpMessageHandler(provider => new WholeAnswerHandler(provider.GetRequiredService<RetryAfterGate>(), options.MaxRetryAfter, MaxAnswerBytes));
    }

    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, LanguageOptions options, RetryAfterGate gate)
    {
        if (options.Retries > 0)
        {
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = options.RetryDelay,
                MaxDelay = TimeSpan.FromMinutes(1),
                UseJitter = true,

                // The gate waits for all requests at once.
                ShouldRetryAfterHeader = false,
                ShouldHandle = outcome => ValueTask.FromResult(IsWorthRetry(outcome.Outcome)),
                DelayGenerator = outcome => ValueTask.FromResult<TimeSpan?>(outcome.Outcome.Exception switch
                {
                    BrokenCircuitException => options.BreakDuration,
                    _ => outcome.Outcome.Result is { StatusCode: HttpStatusCode.TooManyRequests } ? gate.Left : null,
                }),
            });
        }

        pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 20,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = options.BreakDuration,

            // An endpoint that says "too many" works; the gate slows down.
            ShouldHandle = outcome => ValueTask.FromResult(IsFailure(outcome.Outcome)),
        });
        pipeline.AddTimeout(new HttpTimeoutStrategyOptions
        {
            Timeout = options.Timeout,
            OnTimeout = _ =>
            {
                LanguageMetrics.CountRequest("timeout");
                return ValueTask.CompletedTask;
            },
        });
    }

    private static bool IsWorthRetry(Outcome<HttpResponseMessage> outcome) =>
        IsFailure(outcome) || outcome.Exception is BrokenCircuitException || outcome.Result?.StatusCode is HttpStatusCode.TooManyRequests;

    private static bool IsFailure(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or HttpIOException or TimeoutRejectedException
        || outcome.Result?.StatusCode is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;
}
