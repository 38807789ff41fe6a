using Spectre.Console;

namespace InstructEngine.Cli.Progress;

/// <summary>Bars on a terminal, one a stage, redrawn in place.</summary>
internal sealed class LiveProgressView(IAnsiConsole console, TimeProvider time) : IProgressView
{
    private const string Count = "count";

    public Task<T> ShowAsync<T>(Func<Action<IReadOnlyList<StageView>>, Task<T>> work)
    {
        var left = new TimeLeft(time);
        var tasks = new Dictionary<string, ProgressTask>();
        return console.Progress()
            .AutoRefresh(true)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new CountColumn(), new SpinnerColumn())
            .StartAsync(context => work(stages =>
            {
                foreach (var stage in stages)
                    Show(context, stage);
            }));

        void Show(ProgressContext context, StageView stage)
        {
            if (!tasks.TryGetValue(stage.Name, out var task))
                tasks[stage.Name] = task = context.AddTask(Markup.Escape(stage.Name), autoStart: false);
            if (!task.IsStarted && (stage.Done > 0 || stage.Total > 0))
                task.StartTask();

            var remaining = left.Of(stage);
            task.MaxValue = Math.Max(1, stage.Total);
            task.Value = Math.Min(stage.Done, task.MaxValue);
            task.State.Update<string>(Count, _ => Text(stage, remaining));
        }
    }

    private static string Text(StageView stage, TimeSpan? left)
    {
        if (stage is { Done: 0, Total: 0 })
            return "";

        var count = stage.Total > 0 ? $"{stage.Done}/{stage.Total} {stage.Unit}" : $"{stage.Done} {stage.Unit}";
        var rest = left is { } time ? $", {TimeLeft.Format(time)} left" : "";
        return $"{count}{rest}{(stage.Detail is { Length: > 0 } detail ? $"  {detail}" : "")}";
    }

    private sealed class CountColumn : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override Spectre.Console.Rendering.IRenderable Render(Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.State.Get<string>(Count) ?? "");
    }
}
