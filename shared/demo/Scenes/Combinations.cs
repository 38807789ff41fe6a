namespace InstructEngine.Demo.Scenes;

/// <summary>
/// The split of the 108 combinations of count, colour, shape and background: 22 are never drawn for training,
/// so that a figure on them shows what a model puts together, not what it remembers. Look and form are free in both parts.
/// </summary>
public static class Combinations
{
    /// <summary>The combinations kept from training, as scenes of every look and form.</summary>
    public static IReadOnlyList<Scene> HeldOut { get; } = [.. Scene.All.Where(IsHeldOut)];

    public static IReadOnlyList<Scene> Training { get; } = [.. Scene.All.Where(scene => !IsHeldOut(scene))];

    /// <remarks>A linear rule modulo 5 spreads the held-out ones evenly: no pair of values loses more than a third of its combinations.</remarks>
    public static bool IsHeldOut(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return (scene.Count - 1 + (int)scene.Color + (int)scene.Shape + (2 * (int)scene.Background)) % 5 == 2;
    }
}
