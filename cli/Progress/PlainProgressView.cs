using InstructEngine.Hosting.Runs;

namespace InstructEngine.Cli.Progress;

/// <summary>For pipes and logs: a line for each stage that ends, every few seconds one for each that moves, and where each stood at the end.</summary>
internal sealed class PlainProgressView(TextWriter error, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, (StageProgress Stage, long At)> _shown = [];
    private readonly TimeLeft _left = new(time);
    private IReadOnlyList<StageProgress> _latest = [];

    public async Task<T> ShowAsync<T>(Func<Action<IReadOnlyList<StageProgress>>, Task<T>> work)
    {
        try
        {
            return await work(Show);
        }
        finally
        {
            foreach (var stage in _latest.Where(stage => StageLine.HasBegun(stage) && _shown[stage.Stage].Stage != stage))
                error.WriteLine($"{stage.Stage,-13}{StageLine.Of(stage, null)}");
        }
    }

    private void Show(IReadOnlyList<StageProgress> stages)
    {
        _latest = stages;
        foreach (var stage in stages.Where(StageLine.HasBegun))
        {
            var left = _left.Of(stage);
            if (!IsDue(stage))
                continue;

            _shown[stage.Stage] = (stage, time.GetTimestamp());
            error.WriteLine($"{stage.Stage,-13}{StageLine.Of(stage, left)}");
        }
    }

    private bool IsDue(StageProgress stage)
    {
        if (!_shown.TryGetValue(stage.Stage, out var shown))
            return true;

        var ended = stage.State == StageState.Completed && shown.Stage.State != StageState.Completed;
        return ended || stage != shown.Stage && time.GetElapsedTime(shown.At) >= Pause;
    }
}
