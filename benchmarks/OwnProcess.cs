using System.Diagnostics;
using System.Text.Json;

namespace InstructEngine.Benchmarks;

/// <summary>Runs a measurement in a process of its own, so that its start, threads and peak memory are its own too.</summary>
internal static class OwnProcess
{
    /// <param name="arguments">Of this program; the child's last line is its result as JSON.</param>
    /// <exception cref="InvalidOperationException">The child failed.</exception>
    public static T Measure<T>(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var lines = child.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        child.WaitForExit();
        if (child.ExitCode != 0 || lines.Length == 0)
            throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended with exit code {child.ExitCode}.");
        return JsonSerializer.Deserialize<T>(lines[^1])!;
    }

    public static void Report<T>(T result) => Console.WriteLine(JsonSerializer.Serialize(result));

    /// <summary>Since the process began, its own start-up included.</summary>
    public static double SecondsSinceStart()
    {
        using var self = Process.GetCurrentProcess();
        return (DateTime.Now - self.StartTime).TotalSeconds;
    }

    /// <summary>CPU time of all threads so far.</summary>
    public static double CpuSeconds()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>Peak resident memory in bytes, mapped files included.</summary>
    public static long PeakMemory()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
