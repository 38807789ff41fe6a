using System.Collections.Concurrent;
using InstructEngine.Hosting.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace InstructEngine.Cli.Progress;

/// <summary>Bars on a terminal, one a stage, redrawn in place.</summary>
internal sealed class LiveProgressView(IAnsiConsole console, TimeProvider time) : IProgressView
{
    private readonly ConcurrentDictionary<int, string> _lines = [];
    private readonly Dictionary<string, ProgressTask> _tasks = [];
    private readonly TimeLeft _left = new(time);

    public Task<T> ShowAsync<T>(Func<Action<IReadOnlyList<StageProgress>>, Task<T>> work) => console.Progress()
        .AutoRefresh(true)
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new LineColumn(_lines))
        .StartAsync(context => work(stages =>
        {
            foreach (var stage in stages)
                Show(context, stage);
        }));

    private void Show(ProgressContext context, StageProgress stage)
    {
        if (!_tasks.TryGetValue(stage.Stage, out var task))
            _tasks[stage.Stage] = task = context.AddTask(Markup.Escape(stage.Stage));

        _lines[task.Id] = StageLine.Of(stage, _left.Of(stage));
        task.MaxValue = Math.Max(1, stage.Total);

        // A bar is full only when its stage is done: a full one is stopped and redrawn no more.
        task.Value = stage.State == StageState.Completed ? task.MaxValue : Math.Min(stage.Done, task.MaxValue * 0.999);
    }

    private sealed class LineColumn(ConcurrentDictionary<int, string> lines) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(lines.GetValueOrDefault(task.Id, ""));
    }
}
