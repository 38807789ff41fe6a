using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using InstructEngine.Hosting;
using InstructEngine.Language.Answers;
using InstructEngine.Language.Caching;
using Microsoft.Extensions.AI;
using OpenAI;

namespace InstructEngine.Language.Http;

/// <summary>Sends requests and gives what came, whatever it is.</summary>
internal sealed class ChatEndpoint(IHttpClientFactory http, LanguageOptions options) : IDisposable
{
    // Letters a token, for endpoints that do not count.
    private const int LettersPerToken = 4;

    private readonly ConcurrentDictionary<string, IChatClient> _clients = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _places = new(options.Concurrency, options.Concurrency);

    /// <exception cref="RunFailureException">There will be no answer.</exception>
    public async Task<StoredAnswer> SendAsync<T>(LanguageRequest request, CancellationToken cancellationToken)
    {
        var client = _clients.GetOrAdd(request.Model, Client);
        await _places.WaitAsync(cancellationToken);
        try
        {
            var response = await client.GetResponseAsync(
                [new ChatMessage(ChatRole.System, request.System), new ChatMessage(ChatRole.User, request.User)], Options<T>(request), cancellationToken);
            return ToAnswer(request, response);
        }
        catch (ClientResultException exception) when (HttpFaults.ContentFilter(exception) is { } said)
        {
            return new(request.Model, request.Prompt, request.PromptVersion, "", said, "content_filter", 0, 0, 0, false);
        }
        catch (ArgumentOutOfRangeException)
        {
            // The client library's way of meeting an answer with no choice in it.
            return new(request.Model, request.Prompt, request.PromptVersion, "", null, "none", 0, 0, 0, true);
        }
        catch (Exception exception) when (HttpFaults.Explain(exception, request.Model, options) is { } failure)
        {
            throw failure;
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();

        _places.Dispose();
    }

    private IChatClient Client(string model)
    {
        var endpoint = options.Endpoint ?? throw HttpFaults.NoEndpoint();
        var transport = new HttpClientPipelineTransport(http.CreateClient(LanguageHttp.Name));
        return new OpenAIClient(
            new ApiKeyCredential(options.Key?.Reveal() ?? "none"),
            new OpenAIClientOptions
            {
                Endpoint = endpoint,
                Transport = transport,

                // The HTTP client's own pipeline retries and watches the time.
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
                NetworkTimeout = Timeout.InfiniteTimeSpan,
                ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
            }).GetChatClient(model).AsIChatClient();
    }

    private ChatOptions Options<T>(LanguageRequest request) => new()
    {
        MaxOutputTokens = request.MaxOutputTokens,
        Temperature = (float?)request.Temperature,
        Seed = options.SendSeed ? request.Seed : null,
        ResponseFormat = options.StructuredOutput switch
        {
            StructuredOutput.JsonSchema => ChatResponseFormat.ForJsonSchema(AnswerForm<T>.Schema, AnswerForm<T>.Name),
            StructuredOutput.JsonObject => ChatResponseFormat.Json,
            _ => null,
        },
        AdditionalProperties = options.StructuredOutput == StructuredOutput.JsonSchema ? new() { ["strict"] = true } : null,
    };

    private StoredAnswer ToAnswer(LanguageRequest request, ChatResponse response)
    {
        var refusal = response.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().FirstOrDefault()?.Message;
        var usage = response.Usage;
        var estimated = usage is not { InputTokenCount: > 0 };
        var input = estimated ? (request.System.Length + request.User.Length) / LettersPerToken : usage!.InputTokenCount!.Value;
        var output = estimated ? response.Text.Length / LettersPerToken : usage!.OutputTokenCount ?? 0;
        return new(
            request.Model, request.Prompt, request.PromptVersion, response.Text, refusal, response.FinishReason?.Value ?? "none",
            input, output, options.Prices.Of(request.Model, input, output), estimated);
    }
}
