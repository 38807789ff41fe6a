using InstructEngine.Hosting.Runs;

namespace InstructEngine.Cli.Progress;

/// <summary>For pipes and logs: a line for each stage that ends, and every few seconds one for each that moves.</summary>
internal sealed class PlainProgressView(TextWriter error, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, (StageProgress Stage, long At)> _shown = [];
    private readonly TimeLeft _left = new(time);

    public Task<T> ShowAsync<T>(Func<Action<IReadOnlyList<StageProgress>>, Task<T>> work) => work(Show);

    private void Show(IReadOnlyList<StageProgress> stages)
    {
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
