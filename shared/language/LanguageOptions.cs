using InstructEngine.Hosting.Settings;
using InstructEngine.Language.Spending;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Language;

/// <summary>Which language model is asked, and how.</summary>
public sealed record LanguageOptions
{
    /// <summary><c>Language:Endpoint</c>, the base URL of an OpenAI-compatible API, e.g. <c>http://localhost:11434/v1</c>; null: no model can be asked.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary><c>Language:Model</c>, the model's name; needed with an endpoint.</summary>
    public string Model { get; init; } = "";

    /// <summary><c>Language:Key</c>, or the first line of the file <c>Language:KeyFile</c>; null where the endpoint asks for none. Never logged or stored.</summary>
    public EndpointKey? Key { get; init; }

    /// <summary><c>Language:StructuredOutput</c>: <c>json-schema</c> (default), or for lesser endpoints <c>json-object</c> or <c>none</c>, where the schema is put into the prompt.</summary>
    public StructuredOutput StructuredOutput { get; init; }

    /// <summary><c>Language:Concurrency</c>, 1 to 1024, default 8: requests of this process at a time.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary><c>Language:Timeout</c> in seconds, 0.1 to 3600, default 120: a try whose answer is not there by then is given up.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary><c>Language:Retries</c>, 0 to 100, default 8: tries after the first, on 429, 5xx, time-outs, lost connections and pages that are no JSON.</summary>
    public int Retries { get; init; } = 8;

    /// <summary><c>Language:RetryDelay</c> in seconds, 0.001 to 60, default 1: the first wait, doubled with each try up to a minute, with jitter. A Retry-After goes before it.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary><c>Language:MaxRetryAfter</c> in seconds, 0 to 86400, default 300: an endpoint that asks for a longer wait is given up.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary><c>Language:BreakDuration</c> in seconds, 0.5 to 3600, default 15: after half of at least 20 requests in 30 s failed, nothing is sent for so long.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary><c>Language:Answers</c>, 1 to 20, default 3: how often a question is asked while the answers cannot be used.</summary>
    public int Answers { get; init; } = 3;

    /// <summary><c>Language:MaxOutputTokens</c>, 16 to 1,000,000, default 4096. A truncated answer is asked for again with twice as many.</summary>
    public int MaxOutputTokens { get; init; } = 4096;

    /// <summary><c>Language:Temperature</c>, 0 to 2; null (default) leaves it to the endpoint.</summary>
    public double? Temperature { get; init; }

    /// <summary><c>Language:SendSeed</c>, default true: false for endpoints that refuse the parameter.</summary>
    public bool SendSeed { get; init; } = true;

    /// <summary><c>Language:BudgetTokens</c>: after so many tokens (input and output) a run pauses; null is no limit.</summary>
    public long? BudgetTokens { get; init; }

    /// <summary><c>Language:BudgetMoney</c>: after so much money a run pauses; null is no limit. Needs <c>Language:Prices</c>.</summary>
    public double? BudgetMoney { get; init; }

    /// <summary>
    /// <c>Language:Prices</c>: money for 1000 tokens of input and output, for all models (<c>0.0025/0.01</c>) or for each (<c>small=0.0002/0.0006, large=0.0025/0.01</c>);
    /// default 0.
    /// </summary>
    public TokenPrices Prices { get; init; } = TokenPrices.Free;

    /// <summary><c>Language:CacheFile</c>: a SQLite file that keeps the answers of all runs; null (default) keeps them in the document store of the run.</summary>
    public string? CacheFile { get; init; }

    /// <exception cref="SettingException">A value is missing or out of its range.</exception>
    public static LanguageOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var read = new SettingReader(configuration);
        var options = new LanguageOptions
        {
            Endpoint = read.Address("Language:Endpoint"),
            Model = read.Text("Language:Model", ""),
            Key = EndpointKey.From(configuration, "Language"),
            StructuredOutput = read.OneOf("Language:StructuredOutput", "json-schema", "json-schema", "json-object", "none") switch
            {
                "json-object" => StructuredOutput.JsonObject,
                "none" => StructuredOutput.None,
                _ => StructuredOutput.JsonSchema,
            },
            Concurrency = read.Integer("Language:Concurrency", 8, 1, 1024),
            Timeout = read.Seconds("Language:Timeout", 120, 0.1, 3600),
            Retries = read.Integer("Language:Retries", 8, 0, 100),
            RetryDelay = read.Seconds("Language:RetryDelay", 1, 0.001, 60),
            MaxRetryAfter = read.Seconds("Language:MaxRetryAfter", 300, 0, 86400),
            BreakDuration = read.Seconds("Language:BreakDuration", 15, 0.5, 3600),
            Answers = read.Integer("Language:Answers", 3, 1, 20),
            MaxOutputTokens = read.Integer("Language:MaxOutputTokens", 4096, 16, 1_000_000),
            Temperature = read.Number("Language:Temperature", 0, 2),
            SendSeed = read.Flag("Language:SendSeed", true),
            BudgetTokens = (long?)read.Number("Language:BudgetTokens", 0, 1e15),
            BudgetMoney = read.Number("Language:BudgetMoney", 0, 1e12),
            Prices = TokenPrices.From(configuration),
            CacheFile = read.Text("Language:CacheFile", "") is { Length: > 0 } file ? file : null,
        };
        if (options.Endpoint is not null && options.Model.Length == 0)
            throw new SettingException("Language:Model", null, "the name of a model that Language:Endpoint has");
        if (options.BudgetMoney is not null && options.Prices == TokenPrices.Free)
            throw new SettingException("Language:Prices", null, "prices of 1000 tokens, as '0.0025/0.01', because Language:BudgetMoney is set");
        return options;
    }
}

/// <summary>How an endpoint is told the form of its answers.</summary>
public enum StructuredOutput
{
    JsonSchema,
    JsonObject,
    None,
}
