using System.Diagnostics;

namespace InstructEngine.Benchmarks.Language;

/// <summary>The program, that may be killed before its end.</summary>
internal sealed class ProofProcess : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly Task<string> _error;

    private ProofProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
    }

    public long PeakMemory { get; private set; }

    public static ProofProcess Start(string cli, string spec, string folder, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(cli, ["run", "--spec", spec, "--out", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;

        return new ProofProcess(Process.Start(start)!);
    }

    /// <summary>Waits for the end, or until it is time to kill.</summary>
    /// <returns>The exit code and what was said; null where it was killed.</returns>
    public async Task<(int ExitCode, string Error)?> EndAsync(Func<bool> isTimeToKill)
    {
        var ended = _process.WaitForExitAsync();
        while (await Task.WhenAny(ended, Task.Delay(Look)) != ended)
        {
            ReadMemory();
            if (!isTimeToKill())
                continue;

            // SIGKILL: no handler runs, nothing is flushed.
            _process.Kill();
            await ended;
            return null;
        }

        return (_process.ExitCode, await _error);
    }

    public void Dispose() => _process.Dispose();

    private void ReadMemory()
    {
        try
        {
            _process.Refresh();
            PeakMemory = Math.Max(PeakMemory, _process.PeakWorkingSet64);
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
        }
    }
}
