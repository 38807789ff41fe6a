using InstructEngine.Hosting.Runs;

namespace InstructEngine.Cli.Progress;

/// <summary>A stage in words, the same on a terminal and in a log.</summary>
internal static class StageLine
{
    public static bool HasBegun(StageProgress stage) => stage.State != StageState.Waiting || stage.Done > 0;

    public static string Of(StageProgress stage, TimeSpan? left)
    {
        if (!HasBegun(stage))
            return "";

        var count = stage.Total > 0 ? $"{stage.Done}/{stage.Total} {stage.Unit}" : $"{stage.Done} {stage.Unit}";
        var rest = stage.State == StageState.Completed ? ", done" : left is { } time ? $", {TimeLeft.Format(time)} left" : "";
        return $"{count}{rest}{(stage.Detail is { Length: > 0 } detail ? $"  {detail}" : "")}";
    }
}
