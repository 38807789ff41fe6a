namespace InstructEngine.Diffusion.Lora;

/// <summary>What a new adapter is to be.</summary>
public sealed record LoraSettings
{
    public int Rank { get; init; } = 4;

    /// <summary>The change is alpha/rank · B·A; null is as large as the rank.</summary>
    public double? Alpha { get; init; }

    /// <summary>Ends of the names of the layers to adapt, by whole parts between dots; the default is every attention projection of the UNet.</summary>
    public IReadOnlyList<string> TargetModules { get; init; } = ["to_q", "to_k", "to_v", "to_out.0"];

    /// <summary>Of the random numbers that A begins with.</summary>
    public long Seed { get; init; }

    /// <exception cref="ArgumentException">A setting cannot be; the message names it.</exception>
    internal void Validate()
    {
        if (Rank < 1)
            throw new ArgumentException($"Rank is {Rank}; it must be at least 1.");
        if (Alpha is { } alpha && !(double.IsFinite(alpha) && alpha > 0))
            throw new ArgumentException($"Alpha is {alpha}; it must be a positive number.");
        if (TargetModules.Count == 0 || TargetModules.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("TargetModules is empty or has an empty name; ends of layers' names are wanted, as \"to_q\".");
    }

    internal static bool IsTarget(string path, string suffix) => path == suffix || path.EndsWith("." + suffix, StringComparison.Ordinal);
}
