using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Hosting.Access;

/// <summary>Lets nobody call a service without its key. What orchestrators and Prometheus ask stays open: it tells no content and changes nothing.</summary>
internal static class AccessCheck
{
    private static readonly PathString[] Open = ["/health", "/metrics", "/grpc.health.v1.Health"];

    /// <summary>No key in the settings, no check.</summary>
    public static void UseAccessKey(this IApplicationBuilder app)
    {
        if (AccessKey.From(app.ApplicationServices.GetRequiredService<IConfiguration>()) is not { } key)
            return;

        app.Use((context, next) => Array.Exists(Open, path => context.Request.Path.StartsWithSegments(path)) || AccessKey.IsIn(context.Request.Headers.Authorization, key)
            ? next(context)
            : RefuseAsync(context));
    }

    private static Task RefuseAsync(HttpContext context)
    {
        const string Reason = "This service wants its key: the header 'Authorization: Bearer KEY'.";
        var response = context.Response;
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true)
        {
            response.ContentType = "application/grpc";
            response.Headers["grpc-status"] = ((int)StatusCode.Unauthenticated).ToString(System.Globalization.CultureInfo.InvariantCulture);
            response.Headers["grpc-message"] = Reason;
            return Task.CompletedTask;
        }

        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = "Bearer";
        return response.WriteAsJsonAsync(new { code = (int)StatusCode.Unauthenticated, message = Reason });
    }
}
