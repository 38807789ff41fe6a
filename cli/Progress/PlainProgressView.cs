namespace InstructEngine.Cli.Progress;

/// <summary>A line every few seconds, for pipes and logs: the stages that moved since the last one.</summary>
internal sealed class PlainProgressView(TextWriter error, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, StageView> _shown = [];
    private readonly TimeLeft _left = new(time);
    private long? _lastAt;

    public Task<T> ShowAsync<T>(Func<Action<IReadOnlyList<StageView>>, Task<T>> work) => work(Show);

    private void Show(IReadOnlyList<StageView> stages)
    {
        foreach (var stage in stages)
        {
            var left = _left.Of(stage);
            var known = _shown.GetValueOrDefault(stage.Name);
            if (stage == known || stage.Done == 0 && stage.Total == 0)
                continue;

            // What ended is told at once, what moves only now and then.
            var ended = stage.IsDone && known?.IsDone != true;
            if (!ended && _lastAt is { } at && time.GetElapsedTime(at) < Pause)
                continue;

            _shown[stage.Name] = stage;
            error.WriteLine(Line(stage, left));
            if (!ended)
                _lastAt = time.GetTimestamp();
        }
    }

    private static string Line(StageView stage, TimeSpan? left)
    {
        var count = stage.Total > 0 ? $"{stage.Done}/{stage.Total} {stage.Unit}" : $"{stage.Done} {stage.Unit}";
        var rest = stage.IsDone ? ", done" : left is { } time ? $", {TimeLeft.Format(time)} left" : "";
        return $"{stage.Name,-13} {count}{rest}{(stage.Detail is { Length: > 0 } detail ? $"  {detail}" : "")}";
    }
}
