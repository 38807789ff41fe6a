using InstructEngine.Hosting.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace InstructEngine.Cli.Progress;

/// <summary>Bars on a terminal, one a stage, redrawn in place.</summary>
internal sealed class LiveProgressView(IAnsiConsole console, TimeProvider time) : IProgressView
{
    private const string Line = "line";

    public Task<T> ShowAsync<T>(Func<Action<IReadOnlyList<StageProgress>>, Task<T>> work)
    {
        var left = new TimeLeft(time);
        var tasks = new Dictionary<string, ProgressTask>();
        return console.Progress()
            .AutoRefresh(true)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new LineColumn())
            .StartAsync(context => work(stages =>
            {
                foreach (var stage in stages)
                    Show(context, stage);
            }));

        void Show(ProgressContext context, StageProgress stage)
        {
            if (!tasks.TryGetValue(stage.Stage, out var task))
                tasks[stage.Stage] = task = context.AddTask(Markup.Escape(stage.Stage));

            var remaining = left.Of(stage);
            task.MaxValue = Math.Max(1, stage.Total);

            // A bar is full only when its stage is done: a full one is stopped and redrawn no more.
            task.Value = stage.State == StageState.Completed ? task.MaxValue : Math.Min(stage.Done, task.MaxValue * 0.999);
            task.State.Update<string>(Line, _ => StageLine.Of(stage, remaining));
        }
    }

    private sealed class LineColumn : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(task.State.Get<string>(Line) ?? "");
    }
}
