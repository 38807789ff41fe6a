namespace InstructEngine.Hosting.Settings;

/// <summary>A setting is missing or has a value that cannot be used.</summary>
public sealed class SettingException(string key, string? value, string expected)
    : Exception($"Setting {key} is {(value is null ? "missing" : $"'{value}'")}; expected {expected}. As an environment variable it is {SettingNames.Variable(key)}.")
{
    public string Key { get; } = key;
}
