using System.Globalization;
using InstructEngine.Storage.Content;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Seeds of the trainer's random draws.</summary>
internal static class AlignmentSeeds
{
    /// <summary>Noise, timesteps and caption dropout of a step, from 0.</summary>
    public static long Step(long seed, int step) => Derive(seed, "step", step);

    /// <summary>Noise, timestep, caption dropout and direction of a sample's fixed draw.</summary>
    public static long Draw(long seed, FixedDraw draw) =>
        ContentSeeds.Derive(
            seed, "alignment", "draw", draw.Row.ToString(CultureInfo.InvariantCulture), draw.Number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The order of the samples in an epoch, from 0.</summary>
    public static long Epoch(long seed, long epoch) => Derive(seed, "epoch", epoch);

    /// <summary>Noise and timesteps of the held-out pairs.</summary>
    public static long HeldOut(long seed) => Derive(seed, "held-out", 0);

    /// <summary>What a LoRA begins with.</summary>
    public static long Lora(long seed) => Derive(seed, "lora", 0);

    private static long Derive(long seed, string what, long number) =>
        ContentSeeds.Derive(seed, "alignment", what, number.ToString(CultureInfo.InvariantCulture));
}
