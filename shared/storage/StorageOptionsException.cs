namespace InstructEngine.Storage;

/// <summary>An option of <see cref="StorageOptions"/> is missing or has a wrong value; the message says what would be right.</summary>
public sealed class StorageOptionsException(string option, string problem, Exception? inner = null)
    : ArgumentException($"{StorageOptions.Section}:{option} {problem}", inner)
{
    /// <summary>The option's name.</summary>
    public string Option { get; } = option;
}
