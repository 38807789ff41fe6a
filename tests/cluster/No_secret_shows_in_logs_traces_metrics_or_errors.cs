using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace InstructEngine.Cluster.Tests;

public sealed class No_secret_shows_in_logs_traces_metrics_or_errors
{
    private const string LanguageKey = "canary-language-4c1d77e0ab";
    private const string ImageKey = "canary-image-8e02a5b93f";

    [Fact]
    public async Task Of_runs_that_fail_at_endpoints_with_everything_logged()
    {
        using var folder = new TemporaryFolder();
        using var traces = new TraceSink();
        using var refusing = new RefusingEndpoint();
        await using var cluster = await Cluster.StartAsync(folder.Path, new Dictionary<string, string>
        {
            ["INSTRUCTENGINE_LOGGING__LOGLEVEL__DEFAULT"] = "Trace",
            ["INSTRUCTENGINE_LOGGING__LOGLEVEL__INSTRUCTENGINE"] = "Trace",
            ["INSTRUCTENGINE_LOGGING__LOGLEVEL__MASSTRANSIT"] = "Trace",
            ["INSTRUCTENGINE_LOGGING__LOGLEVEL__MICROSOFT"] = "Trace",
            ["INSTRUCTENGINE_LOGGING__LOGLEVEL__SYSTEM"] = "Trace",
            ["INSTRUCTENGINE_LANGUAGE__ENDPOINT"] = refusing.Address,
            ["INSTRUCTENGINE_LANGUAGE__MODEL"] = "any",
            ["INSTRUCTENGINE_LANGUAGE__KEY"] = LanguageKey,
            ["INSTRUCTENGINE_RENDER__ENDPOINTS__OPENAI__URL"] = refusing.Address,
            ["INSTRUCTENGINE_RENDER__ENDPOINTS__OPENAI__KEY"] = ImageKey,
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = traces.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        });
        await File.WriteAllTextAsync(folder["spec.json"], """{ "name": "secrets", "until": "instructions", "instructions": { "writer": "language-model", "triplesPerLeaf": 3 } }""");
        await File.WriteAllTextAsync(folder["images.json"], """{ "name": "images", "until": "dataset", "instructions": { "triplesPerLeaf": 3 }, "rendering": { "size": "256x256", "renderers": [{ "share": 1, "endpoint": "openai", "model": "any" }] } }""");

        var told = new List<(string Where, string Text)>();
        foreach (var spec in new[] { "spec.json", "images.json" })
        {
            var submitted = await CommandLine.RunAsync("submit", "--server", cluster.Server, "--spec", folder[spec]);
            Assert.True(submitted.ExitCode == 0, submitted.Error + cluster.Logs());
            var watched = await CommandLine.RunAsync("watch", submitted.Output.Trim(), "--server", cluster.Server, "--json");
            told.Add(($"watch {spec}", watched.Output + watched.Error));
        }

        var wrongKey = await CommandLine.RunWithKeyAsync(Programs.AccessKey + "x", "status", "--server", cluster.Server);
        told.Add(("status with a wrong key", wrongKey.Output + wrongKey.Error));
        Assert.Equal(2, wrongKey.ExitCode);
        Assert.Contains("INSTRUCTENGINE_ACCESS__KEYFILE", wrongKey.Error, StringComparison.Ordinal);
        using var http = new HttpClient();
        foreach (var (service, _) in cluster.Output)
        {
            told.Add(($"metrics of {service}", await http.GetStringAsync(cluster.Http(service, "/metrics"))));
        }

        await Task.Delay(TimeSpan.FromSeconds(1));
        told.AddRange(cluster.Output);
        told.Add(("traces", traces.Text));

        Assert.Contains(refusing.Keys, key => key.EndsWith(LanguageKey, StringComparison.Ordinal));
        Assert.Contains(refusing.Keys, key => key.EndsWith(ImageKey, StringComparison.Ordinal));
        Assert.Contains("instructengine.run_id", traces.Text, StringComparison.Ordinal);
        Assert.Contains("\"LogLevel\":\"Trace\"", cluster.Output.First().Text, StringComparison.Ordinal);
        foreach (var (where, text) in told)
        {
            foreach (var secret in new[] { LanguageKey, ImageKey, Programs.AccessKey, "AccountKey=" })
            {
                Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{secret} shows in {where}: {Around(text, secret)}");
            }
        }
    }

    private static string Around(string text, string secret)
    {
        var at = text.IndexOf(secret, StringComparison.Ordinal);
        return at < 0 ? "" : text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 100)];
    }

    /// <summary>Answers every request as an endpoint that does not know the key, and says it back, as some do.</summary>
    private sealed class RefusingEndpoint : LoopbackServer
    {
        public ConcurrentBag<string> Keys { get; } = [];

        protected override async Task AnswerAsync(HttpListenerContext context)
        {
            var key = context.Request.Headers["Authorization"] ?? "";
            Keys.Add(key);
            context.Response.StatusCode = 401;
            context.Response.ContentType = "application/json";
            var answer = JsonSerializer.SerializeToUtf8Bytes(new { error = new { message = $"Incorrect API key provided: {key}", type = "invalid_request_error" } });
            await context.Response.OutputStream.WriteAsync(answer);
        }
    }

    /// <summary>Takes what OpenTelemetry sends.</summary>
    private sealed class TraceSink : LoopbackServer
    {
        private readonly ConcurrentQueue<string> _received = new();

        public string Text => string.Concat(_received);

        protected override async Task AnswerAsync(HttpListenerContext context)
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            _received.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
        }
    }
}
