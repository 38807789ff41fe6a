using System.Runtime.InteropServices;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Invocation;

/// <summary>Ctrl-C and SIGTERM ask for a clean stop; a second one ends the program at once.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;
    private readonly TextWriter _error;
    private int _count;

    public StopSignal(TextWriter error)
    {
        _error = error;
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
            Environment.Exit(ExitCodes.Cancelled);

        _error.WriteLine();
        _error.WriteLine("Stopping: what is in work is brought to a clean end. Press Ctrl-C again to end at once (nothing stored is harmed).");
        _stop.Cancel();
    }
}
