namespace InstructEngine.Diffusion.Models;

/// <summary>A model's <c>config.json</c> asks for something unknown or impossible; the message names the field, its value and what would be right.</summary>
public sealed class ModelConfigException(string field, string reason, Exception? innerException = null, string file = "config.json")
    : Exception($"{file}, '{field}': {reason}", innerException)
{
    public string Field { get; } = field;

    public string Reason { get; } = reason;
}
