using Microsoft.Extensions.Configuration;

namespace InstructEngine.Hosting.Settings;

/// <summary>The key of an HTTP endpoint. Shows itself to nobody: neither in logs nor where options are printed.</summary>
public sealed class EndpointKey
{
    private readonly string _value;

    private EndpointKey(string value) => _value = value;

    /// <summary>The setting <c>Key</c> below <paramref name="path"/>, or the first line of the file that <c>KeyFile</c> names; null where neither is set.</summary>
    /// <exception cref="SettingException">The file cannot be read or is empty, or both ways are used.</exception>
    public static EndpointKey? From(IConfiguration configuration, string path)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var (keyName, fileName) = ($"{path}:Key", $"{path}:KeyFile");
        var (key, file) = (configuration[keyName]?.Trim(), configuration[fileName]);
        if (string.IsNullOrEmpty(file))
            return string.IsNullOrEmpty(key) ? null : new(key);
        if (!string.IsNullOrEmpty(key))
            throw new SettingException(fileName, file, $"one of {keyName} and {fileName}, not both");

        try
        {
            return File.ReadLines(file).FirstOrDefault()?.Trim() is { Length: > 0 } line
                ? new(line)
                : throw new SettingException(fileName, file, "a file whose first line is the key; this one is empty");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(fileName, file, $"a file that can be read ({exception.GetType().Name})");
        }
    }

    /// <summary>For the one place that sends it.</summary>
    public string Reveal() => _value;

    /// <summary>A text of the endpoint without the key, should it have said it.</summary>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace(_value, "***", StringComparison.Ordinal);
    }

    public override string ToString() => "***";
}
