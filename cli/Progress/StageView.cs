namespace InstructEngine.Cli.Progress;

/// <summary>A stage of a run as it is shown.</summary>
/// <param name="Total">0 while it is not known.</param>
/// <param name="Unit">What is counted, e.g. <c>pairs</c>.</param>
/// <param name="Detail">A short line, e.g. the loss; null for none.</param>
internal sealed record StageView(string Name, long Done, long Total, string Unit, string? Detail)
{
    public bool IsDone => Total > 0 && Done >= Total;

    public double Share => Total > 0 ? Math.Clamp((double)Done / Total, 0, 1) : 0;
}
