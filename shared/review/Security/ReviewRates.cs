using System.Globalization;
using System.Threading.RateLimiting;
using InstructEngine.Review.Access;
using InstructEngine.Review.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Review.Security;

/// <summary>How often one may ask: sign-ins by address, so that tokens cannot be tried out; signed in, by reviewer; else by address.</summary>
internal static class ReviewRates
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void AddReviewRates(this IServiceCollection services, ReviewOptions options) => services.AddRateLimiter(limits =>
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, options));
        limits.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Minute;
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(wait.TotalSeconds, 1)).ToString(CultureInfo.InvariantCulture);
            return new ValueTask(ReviewResponses.RefuseAsync(
                rejected.HttpContext, StatusCodes.Status429TooManyRequests, "Too many requests; wait a moment and try again."));
        };
    });

    private static RateLimitPartition<string> Partition(HttpContext context, ReviewOptions options)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Path.Equals(LoginPage.Path, StringComparison.OrdinalIgnoreCase))
            return Window("login " + address, options.LoginsPerMinute);

        return context.Features.Get<Reviewer>() is { } reviewer
            ? Window("reviewer " + reviewer.Name, options.RequestsPerMinute)
            : Window("address " + address, options.UnsignedPerMinute);
    }

    private static RateLimitPartition<string> Window(string key, int permits) => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Minute, QueueLimit = 0 });
}
