namespace InstructEngine.Diffusion.Models;

/// <summary>
/// A model's <c>config.json</c> asks for something unknown or impossible; the message names the field, its value and what would be right, and the file
/// where the config was read from one.
/// </summary>
public sealed class ModelConfigException(string field, string reason, Exception? innerException = null, string file = ModelConfigFile.Name)
    : Exception($"{file}, '{field}': {reason}", innerException)
{
    public string Field { get; } = field;

    public string Reason { get; } = reason;

    internal ModelConfigException In(string path) => new(Field, Reason, this, path);
}
