using System.Net;

namespace InstructEngine.RenderService.Renderers.Endpoints;

/// <summary>
/// Innermost, so that each try counts as one: reads the answer to its end (a body may trickle or break off too), takes an answer that is no JSON object
/// where one was asked for as a failure of the way, and looks whether waiting is any use.
/// </summary>
internal sealed class WholeAnswerHandler(TimeSpan maxRetryAfter) : DelegatingHandler
{
    /// <summary>No image is larger; what is, is none.</summary>
    private const long MaxAnswerBytes = 128 << 20;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, cancellationToken);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await CheckWaitAsync(response, cancellationToken);
            }

            if (response.IsSuccessStatusCode && request.Method == HttpMethod.Post && !await IsObjectAsync(response, cancellationToken))
            {
                throw new HttpRequestException($"{(int)response.StatusCode} with {response.Content.Headers.ContentType?.MediaType ?? "nothing"} instead of a JSON object (a proxy's page?)");
            }

            return response;
        }
        catch (IOException exception)
        {
            response.Dispose();
            throw new HttpRequestException($"the answer broke off: {exception.Message}", exception);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task CheckWaitAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var after = response.Headers.RetryAfter;
        if ((after?.Delta ?? after?.Date - DateTimeOffset.UtcNow) is { } wait && wait > maxRetryAfter)
        {
            throw new LongWaitException(wait, maxRetryAfter);
        }

        // "Too many" is also said where the account is empty: no waiting helps.
        if ((await response.Content.ReadAsStringAsync(cancellationToken)).Contains("insufficient_quota", StringComparison.Ordinal))
        {
            response.StatusCode = HttpStatusCode.PaymentRequired;
        }
    }

    private static async Task<bool> IsObjectAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var content = (await response.Content.ReadAsByteArrayAsync(cancellationToken)).AsMemory().Trim(" \t\r\n"u8.ToArray());
        return content.Length > 1 && content.Span[0] == '{' && content.Span[^1] == '}';
    }
}

/// <summary>The endpoint asks for a longer wait than the settings allow.</summary>
internal sealed class LongWaitException(TimeSpan wait, TimeSpan most)
    : Exception($"it asks to wait {wait.TotalSeconds:0} s before the next request; MaxRetryAfter allows {most.TotalSeconds:0} s.");
