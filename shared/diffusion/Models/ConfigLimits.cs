namespace InstructEngine.Diffusion.Models;

/// <summary>
/// How large the numbers of a config may be: several times what any published model has. What lies beyond is damage or malice, and is told at once,
/// where to begin such a model would take hours or all memory.
/// </summary>
internal static class ConfigLimits
{
    /// <summary>Of a layer, an embedding, a picture's side, and the like; CLIP's largest published layer is 8192 wide.</summary>
    public const int Width = 1 << 16;

    /// <summary>Residual and transformer blocks of a model together: SDXL's UNet has 87, CLIP's largest tower 48.</summary>
    public const int Blocks = 1000;

    /// <summary>Resolutions of a model, each half of the one before: Stable Diffusion has 4.</summary>
    public const int Levels = 10;

    /// <summary>Tokens of a vocabulary: CLIP has 49408, and no language model a million.</summary>
    public const int Tokens = 10_000_000;

    /// <summary>Side of a convolution's kernel; published are 1 and 3.</summary>
    public const int Kernel = 63;

    /// <exception cref="ModelConfigException">The value is not from 1 to <paramref name="most"/>.</exception>
    public static void Check(string field, long value, int most = Width)
    {
        if (value < 1 || value > most)
            throw new ModelConfigException(field, $"is {value}; must be positive and at most {most}.");
    }

    /// <exception cref="ModelConfigException">The value is not positive and finite.</exception>
    public static void CheckPositive(string field, double value)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ModelConfigException(field, $"is {value}; must be positive and finite.");
    }
}
