using System.Diagnostics;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Benchmarks.Scale;

/// <summary>Follows a run in its store, and the memory of the processes that carry it.</summary>
internal sealed class ScaleWatch(IDocumentStore documents, IReadOnlyList<(string Name, Process Process)> processes)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    private readonly List<(double Seconds, long Pairs, long[] Memory)> _looks = [];

    /// <exception cref="InvalidOperationException">The run failed, or a process ended.</exception>
    public async Task<ScaleFigures> FollowAsync(string runId, long requested, CancellationToken stop)
    {
        while (true)
        {
            var run = (await documents.FindAsync<RunDocument>(Collections.Runs, runId, stop))?.Value;
            var pairs = await documents.CountAsync(Collections.Pairs, runId, stop);
            var seconds = Stopwatch.GetElapsedTime(requested).TotalSeconds;
            _looks.Add((seconds, pairs, [.. processes.Select(process => MemoryOf(process.Name, process.Process))]));
            switch (run?.State)
            {
                case RunState.Completed:
                    return Figures(pairs, seconds);
                case RunState.Failed or RunState.Cancelled or RunState.Paused:
                    throw new InvalidOperationException($"The run ended as {run.State} in {run.FailedService}: {run.FailureReason}");
                default:
                    await Task.Delay(s_look, stop);
                    break;
            }
        }
    }

    private ScaleFigures Figures(long pairs, double seconds)
    {
        var half = _looks.First(look => look.Pairs * 2 >= pairs);
        var costs = processes.Select((process, at) => new ProcessCost(process.Name, process.Process.TotalProcessorTime.TotalSeconds, half.Memory[at], _looks[^1].Memory[at], _looks.Max(look => look.Memory[at])));
        var (from, to) = (_looks.First(look => look.Pairs * 10 >= pairs), _looks.First(look => look.Pairs * 10 >= pairs * 9));
        return new(pairs, seconds, (to.Pairs - from.Pairs) / (to.Seconds - from.Seconds), [.. costs]);
    }

    private static long MemoryOf(string name, Process process)
    {
        process.Refresh();
        return process.HasExited ? throw new InvalidOperationException($"{name} ended with exit code {process.ExitCode}.") : process.WorkingSet64;
    }
}
