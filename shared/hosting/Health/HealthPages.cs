using System.Text.Json;
using InstructEngine.Hosting.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace InstructEngine.Hosting.Health;

/// <summary>The three pages that an orchestrator asks: has it started, can it work, does it live.</summary>
internal static class HealthPages
{
    private const string Startup = "startup";
    private const string Ready = "ready";

    public static void AddHealth(this IServiceCollection services)
    {
        // The bus adds its own check, tagged ready.
        services.AddHealthChecks()
            .AddCheck<StartupHealthCheck>("startup", tags: [Startup, Ready])
            .AddCheck<StoreHealthCheck>("stores", tags: [Ready], timeout: TimeSpan.FromSeconds(5));
        services.AddGrpcHealthChecks();
    }

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, "/health/startup", check => check.Tags.Contains(Startup));
        Map(endpoints, "/health/ready", check => check.Tags.Contains(Ready));
        Map(endpoints, "/health/live", _ => false);
        endpoints.MapGrpcHealthChecksService();
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, Func<HealthCheckRegistration, bool> which) =>
        endpoints.MapHealthChecks(path, new HealthCheckOptions { Predicate = which, ResponseWriter = WriteAsync });

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        var checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), entry.Value.Description });
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { status = report.Status.ToString(), checks }, JsonSerializerOptions.Web));
    }
}
