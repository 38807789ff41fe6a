using System.Globalization;
using InstructEngine.Hosting.Settings;

namespace InstructEngine.RenderService.Renderers;

/// <summary>An OpenAI-images-compatible endpoint, as <c>Render:Endpoints:NAME</c> describes it.</summary>
/// <param name="Name">As specs name it.</param>
/// <param name="Url"><c>Url</c>: the base, to which <c>/images/generations</c> is added, as <c>https://api.openai.com/v1</c>.</param>
/// <param name="Key"><c>Key</c>, or the first line of the file <c>KeyFile</c>; null where the endpoint asks for none.</param>
/// <param name="Concurrency"><c>Concurrency</c>, 1 to 256, default 4: requests of this process at a time.</param>
/// <param name="Timeout"><c>Timeout</c> in seconds, 0.1 to 3600, default 180: a try whose answer is not there by then is given up.</param>
/// <param name="Retries"><c>Retries</c>, 0 to 100, default 6: tries after the first, on 408, 429, 5xx, time-outs and lost connections.</param>
/// <param name="RetryDelay"><c>RetryDelay</c> in seconds, 0.001 to 60, default 1: the first wait, doubled with each try up to a minute, with jitter. A Retry-After goes before it.</param>
/// <param name="MaxRetryAfter"><c>MaxRetryAfter</c> in seconds, 0 to 86400, default 300: an endpoint that asks for a longer wait is given up.</param>
internal sealed record EndpointOptions(
    string Name, Uri Url, EndpointKey? Key, int Concurrency, TimeSpan Timeout, int Retries, TimeSpan RetryDelay, TimeSpan MaxRetryAfter)
{
    private const string Section = "Render:Endpoints";

    /// <exception cref="SettingException">A value is missing or out of its range.</exception>
    public static IReadOnlyDictionary<string, EndpointOptions> FromAll(IConfiguration configuration) =>
        configuration.GetSection(Section).GetChildren().Select(section => From(configuration, section)).ToDictionary(options => options.Name, StringComparer.OrdinalIgnoreCase);

    private static EndpointOptions From(IConfiguration configuration, IConfigurationSection section)
    {
        var url = section["Url"];
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
        {
            throw new SettingException($"{section.Path}:Url", url, "the base URL of an images API, as https://api.openai.com/v1");
        }

        return new EndpointOptions(
            section.Key,
            address,
            EndpointKey.From(configuration, section.Path),
            (int)Number(section, "Concurrency", 4, 1, 256),
            TimeSpan.FromSeconds(Number(section, "Timeout", 180, 0.1, 3600)),
            (int)Number(section, "Retries", 6, 0, 100),
            TimeSpan.FromSeconds(Number(section, "RetryDelay", 1, 0.001, 60)),
            TimeSpan.FromSeconds(Number(section, "MaxRetryAfter", 300, 0, 86400)));
    }

    private static double Number(IConfigurationSection section, string key, double usual, double min, double max)
    {
        if (section[key] is not { Length: > 0 } text)
        {
            return usual;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new SettingException($"{section.Path}:{key}", text, FormattableString.Invariant($"a number from {min} to {max}"));
    }
}
