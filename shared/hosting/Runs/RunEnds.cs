using InstructEngine.Contracts.V1;

namespace InstructEngine.Hosting.Runs;

/// <summary>Where a run may end before its evaluation: the values of <see cref="RunSpec.Until"/>.</summary>
public static class RunEnds
{
    public const string Taxonomy = "taxonomy";

    public const string Instructions = "instructions";

    public const string Dataset = "dataset";

    private static readonly string[] Order = [Stages.Sampling, Stages.Taxonomy, Stages.Instructions, Stages.Rendering, Stages.Training, Stages.Evaluation];

    public static IReadOnlyList<string> All { get; } = [Taxonomy, Instructions, Dataset];

    /// <summary>Whether a run with this <see cref="RunSpec.Until"/> has the stage.</summary>
    /// <param name="until">Null for a run that goes to its evaluation.</param>
    /// <param name="stage">One of <see cref="Stages"/>.</param>
    public static bool Includes(string? until, string stage) => Array.IndexOf(Order, stage) <= Array.IndexOf(Order, Last(until));

    private static string Last(string? until) => until switch
    {
        Taxonomy => Stages.Taxonomy,
        Instructions => Stages.Instructions,
        Dataset => Stages.Rendering,
        _ => Stages.Evaluation,
    };
}
