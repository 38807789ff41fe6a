using System.Net;
using System.Net.Http.Headers;

namespace InstructEngine.Language.Http;

/// <summary>
/// Innermost, so that each try counts as one: reads the answer to its end (a body may trickle or break off too), takes a page that is no JSON for
/// a failure of the way, and keeps to what a Retry-After says.
/// </summary>
internal sealed class WholeAnswerHandler(RetryAfterGate gate, TimeSpan maxRetryAfter, long maxBytes) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(maxBytes, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            LanguageMetrics.CountRequest("connection");
            throw exception as HttpRequestException ?? new HttpRequestException($"The answer broke off: {exception.Message}", exception);
        }

        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            Wait(response.Headers.RetryAfter);
        if (response.IsSuccessStatusCode && !await IsJsonAsync(response, cancellationToken))
        {
            LanguageMetrics.CountRequest("not-json");
            var type = response.Content.Headers.ContentType?.MediaType ?? "nothing";
            response.Dispose();
            throw new HttpRequestException($"The endpoint answered {(int)response.StatusCode} with {type} instead of a JSON object (a proxy's page?).");
        }

        LanguageMetrics.CountRequest(
            response.IsSuccessStatusCode ? "ok" : (int)response.StatusCode >= 500 ? "5xx" : $"{(int)response.StatusCode}");
        return response;
    }

    private void Wait(RetryConditionHeaderValue? after)
    {
        if ((after?.Delta ?? after?.Date - DateTimeOffset.UtcNow) is not { Ticks: > 0 } wait)
            return;

        if (wait > maxRetryAfter)
            throw new LongWaitException(wait, maxRetryAfter);

        gate.Close(wait);
    }

    private static async Task<bool> IsJsonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken), leaveOpen: true);
        int character;
        while ((character = reader.Read()) is ' ' or '\n' or '\r' or '\t')
        {
        }

        reader.BaseStream.Position = 0;
        return character == '{';
    }
}

/// <summary>The endpoint asks for a longer wait than the settings allow.</summary>
internal sealed class LongWaitException(TimeSpan wait, TimeSpan most)
    : Exception($"It asks to wait {wait.TotalSeconds:0} s before the next request; Language:MaxRetryAfter allows {most.TotalSeconds:0} s");
