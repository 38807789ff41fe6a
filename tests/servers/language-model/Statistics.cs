using System.Collections.Concurrent;
using InstructEngine.LanguageServer.Faults;

namespace InstructEngine.LanguageServer;

/// <summary>What a server has seen.</summary>
public sealed class Statistics
{
    private readonly ConcurrentDictionary<string, int> _visits = new();
    private readonly ConcurrentDictionary<string, int> _answered = new();
    private readonly ConcurrentDictionary<Fault, int> _faults = new();
    private int _requests;
    private int _underWay;
    private int _mostUnderWay;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Requests whose answer, good or bad, left whole: what a vendor would bill.</summary>
    public int Billed => _answered.Values.Sum();

    /// <summary>Requests that were billed more than once, though nothing about them was new.</summary>
    public int BilledAgain => _answered.Values.Sum(count => count - 1);

    public int MostUnderWay => Volatile.Read(ref _mostUnderWay);

    public IReadOnlyDictionary<Fault, int> Faults => _faults;

    /// <returns>The number of the request and how often the same came before.</returns>
    internal (int Number, int Visit) Begin(string hash)
    {
        var underWay = Interlocked.Increment(ref _underWay);
        int most;
        while (underWay > (most = Volatile.Read(ref _mostUnderWay)) && Interlocked.CompareExchange(ref _mostUnderWay, underWay, most) != most)
        {
        }

        return (Interlocked.Increment(ref _requests) - 1, _visits.AddOrUpdate(hash, 0, (_, count) => count + 1));
    }

    internal void Count(Fault fault) => _faults.AddOrUpdate(fault, 1, (_, count) => count + 1);

    internal void Bill(string hash) => _answered.AddOrUpdate(hash, 1, (_, count) => count + 1);

    /// <summary>Waits until no request is in work: one whose caller was killed is answered, and billed, all the same.</summary>
    public async Task IdleAsync(CancellationToken cancellationToken = default)
    {
        while (Volatile.Read(ref _underWay) > 0)
            await Task.Delay(20, cancellationToken);
    }

    internal void End() => Interlocked.Decrement(ref _underWay);
}
