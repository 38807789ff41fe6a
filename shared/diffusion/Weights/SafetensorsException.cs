namespace InstructEngine.Diffusion.Weights;

/// <summary>A safetensors file that cannot be trusted or does not fit its model.</summary>
public sealed class SafetensorsException(string file, string? key, string reason, Exception? innerException = null)
    : Exception(key is null ? $"'{file}': {reason}" : $"'{file}', tensor '{key}': {reason}", innerException)
{
    /// <summary>The path of the file.</summary>
    public string File { get; } = file;

    /// <summary>The tensor's name, where the fault is one tensor's.</summary>
    public string? Key { get; } = key;

    public string Reason { get; } = reason;
}
