using System.Globalization;
using InstructEngine.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Language.Spending;

/// <summary>What 1000 tokens cost, by model.</summary>
public sealed class TokenPrices
{
    private const string Key = "Language:Prices";

    private readonly Dictionary<string, (double Input, double Output)> _models = new(StringComparer.Ordinal);
    private (double Input, double Output)? _others;

    public static TokenPrices Free { get; } = new();

    /// <exception cref="SettingException">The text cannot be read.</exception>
    public static TokenPrices From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration[Key] is not { Length: > 0 } text)
            return Free;

        var prices = new TokenPrices();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (model, price) = part.LastIndexOf('=') is var at and > 0 ? (part[..at].Trim(), part[(at + 1)..]) : (null, part);
            if (price.Split('/') is not [var first, var second] || Money(first) is not { } input || Money(second) is not { } output)
                throw new SettingException(Key, text, "INPUT/OUTPUT for 1000 tokens, as '0.0025/0.01', or MODEL=INPUT/OUTPUT for each model, with commas between");

            if (model is null)
                prices._others = (input, output);
            else
                prices._models[model] = (input, output);
        }

        return prices;
    }

    /// <summary>The price of an answer. A model that is not listed costs as much as the dearest that is.</summary>
    public double Of(string model, long inputTokens, long outputTokens)
    {
        var (input, output) = _models.TryGetValue(model, out var own) ? own
            : _others ?? (_models.Values.Select(price => price.Input).DefaultIfEmpty().Max(), _models.Values.Select(price => price.Output).DefaultIfEmpty().Max());
        return (inputTokens * input + outputTokens * output) / 1000;
    }

    private static double? Money(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : null;
}
