using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using InstructEngine.Storage;

namespace InstructEngine.FaultyService;

/// <summary>What goes wrong, and where.</summary>
/// <param name="Point">
/// <c>FAULT_POINT</c>: <c>before</c> or <c>after</c>, what is done, and to what, as <c>before insert pairs</c>, <c>after replace jobs</c> or
/// <c>after publish ImagePairRendered</c>; a document's id may follow.
/// </param>
/// <param name="Kind">
/// <c>FAULT_KIND</c>: <c>kill</c> ends the process as <c>kill -9</c> does; <c>unavailable</c> lets the call fail as if its store had not answered;
/// <c>away</c> lets every call of the store fail so, from then on for <paramref name="Seconds"/>.
/// </param>
/// <param name="Skip"><c>FAULT_SKIP</c>: how often the point is passed unharmed first.</param>
/// <param name="Marker"><c>FAULT_MARKER</c>: a file that says that the fault has been, so that it comes once; without it, it comes each time.</param>
/// <param name="Seconds"><c>FAULT_SECONDS</c>.</param>
internal sealed record Fault(string Point, string Kind, int Skip, string? Marker, int Seconds)
{
    private const int SigKill = 9;

    private int _passed;
    private long _awaySince;

    public static Fault FromEnvironment() => new(
        Read("FAULT_POINT") ?? throw new ArgumentException("FAULT_POINT is not set."),
        Read("FAULT_KIND") ?? "kill",
        int.Parse(Read("FAULT_SKIP") ?? "0", CultureInfo.InvariantCulture),
        Read("FAULT_MARKER"),
        int.Parse(Read("FAULT_SECONDS") ?? "0", CultureInfo.InvariantCulture));

    /// <summary>Called by whatever passes a point.</summary>
    public void Pass(string point, string id = "")
    {
        if ((Point != point && Point != $"{point} {id}") || Interlocked.Increment(ref _passed) <= Skip || !IsDue())
        {
            return;
        }

        switch (Kind)
        {
            case "kill":
                _ = Kill(Environment.ProcessId, SigKill);
                Thread.Sleep(Timeout.Infinite);
                break;
            case "away":
                Interlocked.CompareExchange(ref _awaySince, Stopwatch.GetTimestamp(), 0);
                break;
            case "unavailable":
                throw Unavailable();
            default:
                throw new ArgumentException($"FAULT_KIND is {Kind}.");
        }
    }

    /// <exception cref="StoreUnavailableException">The store is away now.</exception>
    public void Ask()
    {
        if (Interlocked.Read(ref _awaySince) is > 0 and var since && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(Seconds))
        {
            throw Unavailable();
        }
    }

    private static StoreUnavailableException Unavailable() => new("The document store does not answer, because a test wants it so.");

    private bool IsDue()
    {
        if (Marker is null)
        {
            return true;
        }

        try
        {
            using var first = new FileStream(Marker, FileMode.CreateNew);
            return true;
        }
        catch (IOException) when (File.Exists(Marker))
        {
            return false;
        }
    }

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
