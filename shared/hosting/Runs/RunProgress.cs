namespace InstructEngine.Hosting.Runs;

/// <summary>How far a run is.</summary>
/// <param name="Run">Null while the run is not stored.</param>
public sealed record RunProgress(RunDocument? Run, IReadOnlyList<StageProgress> Stages);

/// <summary>How far one stage of a run is.</summary>
/// <param name="Stage">One of <see cref="Stages"/>.</param>
/// <param name="Total">0 while it is not known.</param>
/// <param name="Unit">What is counted, e.g. <c>pairs</c>.</param>
/// <param name="Detail">A short line for people, e.g. the loss; null for none.</param>
public sealed record StageProgress(string Stage, long Done, long Total, string Unit, string? Detail, StageState State);

public enum StageState
{
    Waiting,
    Running,
    Completed,
}

/// <summary>The stages of a run, in order.</summary>
public static class Stages
{
    public const string Sampling = "sampling";

    public const string Taxonomy = "taxonomy";

    public const string Instructions = "instructions";

    public const string Rendering = "rendering";

    public const string Training = "training";

    public const string Evaluation = "evaluation";
}
