using System.Diagnostics;

namespace InstructEngine.Benchmarks.Datasets;

/// <summary>Another program's run: how long it took, and the most memory it had.</summary>
internal sealed record MeasuredProcess(double Seconds, long PeakMemory, string Output)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<MeasuredProcess> RunAsync(string program, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var (ended, peak) = (process.WaitForExitAsync(), 0L);
        while (await Task.WhenAny(ended, Task.Delay(Look)) != ended)
            peak = Math.Max(peak, PeakOf(process));
        return process.ExitCode == 0
            ? new MeasuredProcess(clock.Elapsed.TotalSeconds, peak, await output)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
    }

    private static long PeakOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
            return 0;
        }
    }
}
