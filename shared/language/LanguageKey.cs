using InstructEngine.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Language;

/// <summary>The endpoint's key. Shows itself to nobody: neither in logs nor where options are printed.</summary>
public sealed class LanguageKey
{
    private readonly string _value;

    private LanguageKey(string value) => _value = value;

    public static LanguageKey None { get; } = new("");

    public bool IsEmpty => _value.Length == 0;

    /// <exception cref="SettingException">The file cannot be read, or both ways are used.</exception>
    public static LanguageKey From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var (key, file) = (configuration["Language:Key"], configuration["Language:KeyFile"]);
        if (string.IsNullOrEmpty(file))
            return string.IsNullOrWhiteSpace(key) ? None : new(key.Trim());
        if (!string.IsNullOrEmpty(key))
            throw new SettingException("Language:KeyFile", file, "one of Language:Key and Language:KeyFile, not both");

        try
        {
            return File.ReadLines(file).FirstOrDefault()?.Trim() is { Length: > 0 } line
                ? new(line)
                : throw new SettingException("Language:KeyFile", file, "a file whose first line is the key; this one is empty");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("Language:KeyFile", file, $"a file that can be read ({exception.GetType().Name})");
        }
    }

    /// <summary>For the one place that sends it.</summary>
    internal string Reveal() => _value;

    /// <summary>A text of the endpoint without the key, should it have said it.</summary>
    internal string Redact(string text) => IsEmpty ? text : text.Replace(_value, "***", StringComparison.Ordinal);

    public override string ToString() => IsEmpty ? "no key" : "***";
}
