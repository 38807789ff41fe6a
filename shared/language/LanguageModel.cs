using InstructEngine.Language.Answers;
using InstructEngine.Language.Caching;
using InstructEngine.Language.Http;
using InstructEngine.Language.Spending;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Language;

internal sealed partial class LanguageModel(ChatEndpoint endpoint, AnswerCache cache, SpendingLedger ledger, LanguageOptions options, ILogger<LanguageModel> logger) : ILanguageModel
{
    public async Task<LanguageAnswer<T>> AskAsync<T>(LanguageQuestion<T> question, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(question);
        LanguageMetrics.CountWithheld(question.Prompt.Name, question.Values.Withheld);
        var tokens = question.MaxOutputTokens ?? options.MaxOutputTokens;
        LanguageAnswer<T>? answer = null;
        for (var attempt = 0; attempt < options.Answers; attempt++)
        {
            var request = Request(question, attempt, tokens);
            var stored = await StoredAsync<T>(question.RunId, request, cancellationToken);
            answer = AnswerReader.Read(stored, question.Check, question.English);
            LanguageMetrics.CountAnswer(question.Prompt.Name, answer.Fault);
            if (answer.IsUsable)
                return answer;

            LogUnusable(logger, question.Prompt.Name, request.Key, answer.Fault, answer.Reason);
            if (answer.Fault == LanguageFault.Truncated)
                tokens = checked(tokens * 2);
        }

        return answer!;
    }

    public Task<LanguageUsage> UsageAsync(string runId, CancellationToken cancellationToken) => ledger.ReadAsync(runId, cancellationToken);

    private async Task<StoredAnswer> StoredAsync<T>(string runId, LanguageRequest request, CancellationToken cancellationToken)
    {
        var (answer, cached) = await cache.GetAsync(
            runId,
            request.Key,
            async () =>
            {
                await ledger.EnsureWithinBudgetAsync(runId, cancellationToken);
                return await endpoint.SendAsync<T>(request, cancellationToken);
            },
            paid => ledger.AddAsync(runId, paid),
            cancellationToken);
        if (cached)
            LanguageMetrics.CountCached(request.Prompt);

        return answer;
    }

    private LanguageRequest Request<T>(LanguageQuestion<T> question, int attempt, int tokens)
        where T : class
    {
        var system = options.StructuredOutput == StructuredOutput.JsonSchema
            ? question.Prompt.System
            : $"{question.Prompt.System}\n\nAnswer with one JSON object and nothing else. It fits this JSON schema:\n{AnswerForm<T>.Text}";
        return new(
            question.Model ?? options.Model, question.Prompt.Name, question.Prompt.Version, system, question.Prompt.Render(question.Values), AnswerForm<T>.Text,
            tokens, options.Temperature, question.Round * 1000L + attempt);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Prompt {Prompt}, request {Key}: {Fault}. {Reason}")]
    private static partial void LogUnusable(ILogger logger, string prompt, string key, LanguageFault fault, string? reason);
}
