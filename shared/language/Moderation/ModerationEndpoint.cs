using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using InstructEngine.Language.Caching;
using InstructEngine.Language.Http;
using InstructEngine.Language.Spending;
using InstructEngine.Storage.Content;

namespace InstructEngine.Language.Moderation;

internal sealed class ModerationEndpoint(IHttpClientFactory http, AnswerCache cache, SpendingLedger ledger, LanguageOptions options) : IModeration, IDisposable
{
    private const string Name = "moderation";

    private readonly SemaphoreSlim _places = new(options.Concurrency, options.Concurrency);

    public async Task<IReadOnlyList<string?>> JudgeAsync(string runId, string model, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var key = ContentIds.Create([Name, model, .. texts]);
        var (answer, cached) = await cache.GetAsync(runId, key, Ask, paid => ledger.AddAsync(runId, paid), cancellationToken);
        if (cached)
            LanguageMetrics.CountCached(Name);

        var verdicts = Read(answer.Text, texts.Count);
        LanguageMetrics.CountAnswer(Name, verdicts is null ? LanguageFault.Invalid : LanguageFault.None);
        return verdicts ?? [.. texts.Select(_ => "The moderation's answer cannot be read, so nothing of it passes.")];

        async Task<StoredAnswer> Ask()
        {
            await ledger.EnsureWithinBudgetAsync(runId, cancellationToken);
            return await SendAsync(model, texts, cancellationToken);
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<StoredAnswer> SendAsync(string model, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var address = new Uri((options.Endpoint ?? throw HttpFaults.NoEndpoint()).ToString().TrimEnd('/') + "/moderations");
        await _places.WaitAsync(cancellationToken);
        try
        {
            using var client = http.CreateClient(LanguageHttp.Name);
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(new { model, input = texts }) };
            if (options.Key is { } key)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());

            using var response = await client.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? new(model, Name, 1, body, null, "stop", 0, 0, 0, false)
                : throw HttpFaults.OfStatus((int)response.StatusCode, body, model, options);
        }
        catch (Exception exception) when (HttpFaults.Explain(exception, model, options) is { } failure)
        {
            throw failure;
        }
        finally
        {
            _places.Release();
        }
    }

    /// <returns>Null when the answer is not of the protocol.</returns>
    private static List<string?>? Read(string json, int count)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var verdicts = document.RootElement.GetProperty("results").EnumerateArray().Select(Verdict).ToList();
            return verdicts.Count == count ? verdicts : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Verdict(JsonElement result)
    {
        if (!result.GetProperty("flagged").GetBoolean())
            return null;

        var categories = result.TryGetProperty("categories", out var all) && all.ValueKind == JsonValueKind.Object
            ? all.EnumerateObject().Where(category => category.Value.ValueKind == JsonValueKind.True).Select(category => category.Name)
            : [];
        return $"The moderation flags it: {string.Join(", ", categories.DefaultIfEmpty("no category named"))}.";
    }
}
