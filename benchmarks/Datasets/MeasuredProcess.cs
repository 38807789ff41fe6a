using System.Diagnostics;

namespace InstructEngine.Benchmarks.Datasets;

/// <summary>Another program's run: how long it took, and its CPU time and peak memory up to a look before its end.</summary>
internal sealed record MeasuredProcess(double Seconds, double CpuSeconds, long PeakMemory, string Output)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<MeasuredProcess> RunAsync(string program, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var (ended, peak, cpu) = (process.WaitForExitAsync(), 0L, 0.0);
        while (await Task.WhenAny(ended, Task.Delay(Look)) != ended)
            (peak, cpu) = Seen(process, peak, cpu);
        return process.ExitCode == 0
            ? new MeasuredProcess(clock.Elapsed.TotalSeconds, cpu, peak, await output)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
    }

    private static (long Peak, double Cpu) Seen(Process process, long peak, double cpu)
    {
        try
        {
            process.Refresh();
            return (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime.TotalSeconds);
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
            return (peak, cpu);
        }
    }
}
