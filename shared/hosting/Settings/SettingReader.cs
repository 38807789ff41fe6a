using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Hosting.Settings;

/// <summary>Reads settings one by one, with a default, a range, and an error that names the setting.</summary>
internal sealed class SettingReader(IConfiguration configuration)
{
    public string Text(string key, string defaultValue) => configuration[key] is { Length: > 0 } text ? text : defaultValue;

    public string OneOf(string key, string defaultValue, params string[] allowed)
    {
        var text = Text(key, defaultValue);
        return allowed.FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase))
            ?? throw new SettingException(key, text, $"one of {string.Join(", ", allowed)}");
    }

    public int Integer(string key, int defaultValue, int min, int max)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return defaultValue;

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new SettingException(key, text, $"a whole number from {min} to {max}");
    }

    public TimeSpan Seconds(string key, double defaultSeconds, double min, double max)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return TimeSpan.FromSeconds(defaultSeconds);

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? TimeSpan.FromSeconds(value)
            : throw new SettingException(key, text, FormattableString.Invariant($"seconds, from {min} to {max}"));
    }

    /// <returns>Null when the setting is not there.</returns>
    public double? Number(string key, double min, double max)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return null;

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new SettingException(key, text, FormattableString.Invariant($"a number from {min} to {max}"));
    }

    /// <returns>Null when the setting is not there.</returns>
    public Uri? Address(string key)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return null;

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? address
            : throw new SettingException(key, text, "an address such as http://localhost:11434/v1, without a user or key in it");
    }

    public bool Flag(string key, bool defaultValue)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return defaultValue;

        return bool.TryParse(text, out var value) ? value : throw new SettingException(key, text, "true or false");
    }
}
