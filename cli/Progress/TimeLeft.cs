using InstructEngine.Hosting.Runs;

namespace InstructEngine.Cli.Progress;

/// <summary>Guesses how long a stage still takes from the pace since it was first seen moving, not counting what an earlier process did.</summary>
internal sealed class TimeLeft(TimeProvider time)
{
    /// <summary>Fewer seconds say too little about the pace.</summary>
    private static readonly TimeSpan LeastSeen = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, (long Done, long At)> _firstSeen = [];

    /// <returns>Null while there is too little to go by.</returns>
    public TimeSpan? Of(StageProgress stage)
    {
        if (!_firstSeen.TryGetValue(stage.Stage, out var first))
        {
            // Waiting and preparing are no pace.
            if (stage.Done > 0)
                _firstSeen[stage.Stage] = (stage.Done, time.GetTimestamp());
            return null;
        }

        var elapsed = time.GetElapsedTime(first.At);
        var advanced = stage.Done - first.Done;
        return elapsed < LeastSeen || advanced <= 0 || stage.Total <= stage.Done
            ? null
            : elapsed / advanced * (stage.Total - stage.Done);
    }

    public static string Format(TimeSpan left) => left.TotalHours >= 1 ? $"{(int)left.TotalHours}:{left.Minutes:00}:{left.Seconds:00}" : $"{left.Minutes}:{left.Seconds:00}";
}
