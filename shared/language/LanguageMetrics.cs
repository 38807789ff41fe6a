using System.Diagnostics.Metrics;
using InstructEngine.Language.Caching;

namespace InstructEngine.Language;

/// <summary>What language models are asked, answer and cost.</summary>
internal static class LanguageMetrics
{
    private static readonly Meter Meter = new("InstructEngine");

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "instructengine_language_requests_total", description: "HTTP requests to language models by outcome (ok, 429, 5xx, timeout, connection, not-json, ...).");

    private static readonly Counter<long> Answers = Meter.CreateCounter<long>(
        "instructengine_language_answers_total", description: "Answers by prompt and outcome (ok, refused, truncated, invalid, otherLanguage, empty).");

    private static readonly Counter<long> CacheReads = Meter.CreateCounter<long>(
        "instructengine_language_cached_answers_total", description: "Answers that were stored already and cost nothing, by prompt.");

    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>(
        "instructengine_language_tokens_total", description: "Tokens by model and direction (input, output).");

    private static readonly Counter<double> Money = Meter.CreateCounter<double>(
        "instructengine_language_cost_total", description: "Money by model, in the currency of Language:Prices.");

    private static readonly Counter<long> Withheld = Meter.CreateCounter<long>(
        "instructengine_language_withheld_values_total", description: "Texts of the corpus that read like orders to a model and were left out of a prompt, by prompt.");

    private static readonly Counter<long> Pauses = Meter.CreateCounter<long>(
        "instructengine_language_pauses_total", description: "Questions that were not asked because the run's budget was used up.");

    public static void CountRequest(string outcome) => Requests.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public static void CountAnswer(string prompt, LanguageFault fault) => Answers.Add(
        1, new("prompt", prompt), new("outcome", fault == LanguageFault.None ? "ok" : char.ToLowerInvariant(fault.ToString()[0]) + fault.ToString()[1..]));

    public static void CountCached(string prompt) => CacheReads.Add(1, new KeyValuePair<string, object?>("prompt", prompt));

    public static void CountPaid(StoredAnswer answer)
    {
        Tokens.Add(answer.InputTokens, new("model", answer.Model), new("direction", "input"));
        Tokens.Add(answer.OutputTokens, new("model", answer.Model), new("direction", "output"));
        Money.Add(answer.Money, new KeyValuePair<string, object?>("model", answer.Model));
    }

    public static void CountWithheld(string prompt, int values)
    {
        if (values > 0)
            Withheld.Add(values, new KeyValuePair<string, object?>("prompt", prompt));
    }

    public static void CountPause() => Pauses.Add(1);
}
