namespace InstructEngine.TrainerService.Alignment;

/// <summary>
/// Checkpoints that a training which diverges may go back to: the newest that was followed by <see cref="DivergenceWatch.Window"/> sound steps, and those
/// after it, which have yet to prove themselves. The first is the one from before training, which is good whatever follows.
/// </summary>
internal sealed class RollbackPoints(IEnumerable<AlignmentCheckpoint> points)
{
    /// <summary>How often a training goes back before it gives up.</summary>
    public const int Most = 3;

    /// <summary>What the learning rate is multiplied by, each time.</summary>
    public const double LearningRateFactor = 0.5;

    private readonly List<AlignmentCheckpoint> _points = [.. points];

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<AlignmentCheckpoint> All => [.. _points];

    public void Add(AlignmentCheckpoint checkpoint)
    {
        _points.RemoveAll(point => point.Step >= checkpoint.Step);
        _points.Add(checkpoint with { Good = null, Spec = null, Seed = null });
        while (_points.Count > 1 && _points[1].Step + DivergenceWatch.Window <= checkpoint.Step)
        {
            _points.RemoveAt(0);
        }
    }

    /// <param name="step">The step that showed the divergence, from 1.</param>
    public AlignmentCheckpoint BackFrom(int step) => _points.FindLast(point => point.Step + DivergenceWatch.Window < step) ?? _points[0];
}
