using System.Net;
using InstructEngine.LanguageServer.Answers;
using InstructEngine.LanguageServer.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InstructEngine.LanguageServer;

/// <summary>A language model's endpoint on this machine, that answers by rules and fails as it is told.</summary>
public sealed class LanguageModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ServerOptions _options;

    private LanguageModelServer(WebApplication app, ServerOptions options) => (_app, _options) = (app, options);

    /// <summary>The base URL, as a client is told it.</summary>
    public Uri Address => new(_app.Urls.First().TrimEnd('/') + "/v1");

    public Statistics Statistics { get; } = new();

    /// <summary>Everything asked, in order of arrival.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<ChatRequest> Requests { get; } = new();

    public static async Task<LanguageModelServer> StartAsync(ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.Configure<JsonOptions>(json => json.SerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter()));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        var server = new LanguageModelServer(app, options);
        app.MapPost("/v1/chat/completions", server.ChatAsync);
        app.MapPost("/v1/moderations", context => Moderation.WriteAsync(context, options));
        app.MapGet("/stats", () => server.Statistics);
        await app.StartAsync();
        return server;
    }

    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ChatAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = ChatRequest.Read(body.ToArray(), context.Request.Headers.Authorization);
        Requests.Enqueue(request);
        var (number, visit) = Statistics.Begin(request.Hash);
        try
        {
            await Task.Delay(_options.Latency, context.RequestAborted);
            var good = _options.Answer?.Invoke(request) ?? KnownAnswers.Of(request);
            if (FaultPlan.Of(_options, request, number, visit) is { } fault)
            {
                Statistics.Count(fault);
                if (IsBilled(fault))
                    Statistics.Bill(request.Hash);
                await FaultyResponses.WriteAsync(context, fault, request, good, _options);
                return;
            }

            Statistics.Bill(request.Hash);
            await Completion.WriteAsync(context, request, good, "stop");
        }
        catch (OperationCanceledException)
        {
            // The client went away.
        }
        finally
        {
            Statistics.End();
        }
    }

    /// <summary>Answers that cannot be used are paid for all the same.</summary>
    private static bool IsBilled(Fault fault) => fault is >= Fault.Refusal and < Fault.WrongKey;
}
