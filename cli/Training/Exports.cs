namespace InstructEngine.Cli.Training;

/// <summary>In what form the result is written.</summary>
internal static class Exports
{
    /// <summary>A whole model folder, the change in its weights.</summary>
    public const string Merged = "merged";

    public static IReadOnlyList<string> All { get; } = [Merged];
}
