using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Captions;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.RenderService.Pairs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Services.Tests.RenderService.Renderers.Endpoints;

/// <summary>An images API on loopback that answers as the test says, and remembers what it was asked.</summary>
internal sealed class ImagesServer : IAsyncDisposable
{
    public const string Key = "sk-test-0123456789";

    private readonly WebApplication _app;
    private readonly List<(HttpRequest Request, string? Authorization, JsonObject Body)> _asked = [];

    private ImagesServer(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public IReadOnlyList<JsonObject> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked.Select(entry => entry.Body)];
        }
    }

    public IReadOnlyList<string?> Authorizations
    {
        get
        {
            lock (_asked)
                return [.. _asked.Select(entry => entry.Authorization)];
        }
    }

    /// <summary>What is fetched by address sees no key.</summary>
    public ConcurrentQueue<string?> FetchAuthorizations { get; } = [];

    /// <param name="answer">Told how many requests came before, from 0; returns false to have the image drawn as asked.</param>
    /// <param name="fetch">Answers <c>GET /files/…</c>.</param>
    public static async Task<ImagesServer> StartAsync(Func<int, HttpContext, JsonObject, Task<bool>>? answer = null, RequestDelegate? fetch = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ImagesServer(builder.Build());
        server._app.MapPost("/v1/images/generations", (RequestDelegate)(context => server.AnswerAsync(context, answer)));
        server._app.MapGet("/files/{name}", (RequestDelegate)(context =>
        {
            server.FetchAuthorizations.Enqueue(context.Request.Headers.Authorization);
            return fetch!(context);
        }));
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The service with this endpoint as its only renderer.</summary>
    public Task<ServiceHarness> ServiceAsync(RendererSpec? renderer = null, int attempts = 2, string size = "32", params (string Key, string Value)[] settings) => RenderBench.StartAsync(
        RenderBench.Rendering with { Size = size, Attempts = attempts, Renderers = [renderer ?? Renderer] },
        settings: [.. Settings.Concat(settings).GroupBy(s => s.Item1).Select(s => new KeyValuePair<string, string?>($"Render:Endpoints:test:{s.Key}", s.Last().Item2))]);

    public static RendererSpec Renderer { get; } = new(Endpoint: "test", Model: "painter-1");

    private (string, string)[] Settings => [("Url", $"{Url}/v1"), ("Key", Key), ("RetryDelay", "0.01"), ("Retries", "3")];

    public static Task JsonAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    public static Task ErrorAsync(HttpContext context, int status, string message, string? code = null) =>
        JsonAsync(context, status, new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "error", ["code"] = code } }.ToJsonString());

    public static Task ImageAsync(HttpContext context, byte[] file) =>
        JsonAsync(context, 200, new JsonObject { ["created"] = 1, ["data"] = new JsonArray(new JsonObject { ["b64_json"] = Convert.ToBase64String(file) }) }.ToJsonString());

    /// <summary>A picture of what the prompt asks for.</summary>
    public static byte[] Draw(string prompt, long seed = 1) => DemoPairs.Draw(ScenePrompt.Parse(prompt).Scene!.Complete()!, seed).ToPng();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<int, HttpContext, JsonObject, Task<bool>>? answer)
    {
        var body = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
        int before;
        lock (_asked)
        {
            before = _asked.Count;
            _asked.Add((context.Request, context.Request.Headers.Authorization, body));
        }

        if (answer is null || !await answer(before, context, body))
            await ImageAsync(context, Draw((string)body["prompt"]!));
    }
}
