using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage;
using InstructEngine.Storage.Documents;
using MassTransit;

namespace InstructEngine.RenderService.Pairs;

/// <summary>
/// Finds the triple whose drawing ends the process (a crash of the driver, memory that the kernel refuses). The broker counts how often it had to deliver a
/// message again, but all messages that the dead process held count alike. So those are drawn one after the other, and each start is stored before and
/// taken back after: only the guilty one's starts add up.
/// </summary>
internal sealed class SuspectTriples(IDocumentStore documents) : IDisposable
{
    /// <summary>As often a process may end while it draws a triple; then the triple is not drawn any more.</summary>
    public const int MaxCrashes = 3;

    /// <summary>A second delivery has a harmless reason as a rule: a restart, a new version.</summary>
    private const long SuspectFrom = 2;

    /// <summary>Counted by quorum queues.</summary>
    private const string DeliveriesHeader = "x-delivery-count";

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>To be disposed when the triple has ended, in whatever way the process outlives.</summary>
    public async Task<Turn> TakeTurnAsync(ConsumeContext<InstructionTripleCreated> context, CancellationToken cancellationToken)
    {
        if ((context.ReceiveContext.TransportHeaders.Get<long>(DeliveriesHeader) ?? 0) < SuspectFrom)
        {
            return new(this, null, 0);
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            var crashes = await AddAsync(context.Message, 1, cancellationToken);
            return new(this, context.Message, crashes);
        }
        catch
        {
            _one.Release();
            throw;
        }
    }

    public void Dispose() => _one.Dispose();

    /// <returns>What was stored before.</returns>
    private async Task<int> AddAsync(InstructionTripleCreated triple, int starts, CancellationToken cancellationToken)
    {
        await documents.InsertIfAbsentAsync(Collections.SuspectTriples, triple.TripleId, triple.RunId, new SuspectTriple(0), cancellationToken);
        while (true)
        {
            var stored = await documents.FindAsync<SuspectTriple>(Collections.SuspectTriples, triple.TripleId, cancellationToken)
                ?? throw new InvalidOperationException($"Triple {triple.TripleId} has vanished from {Collections.SuspectTriples}.");
            var changed = new SuspectTriple(stored.Value.Starts + starts);
            if (await documents.ReplaceAsync(Collections.SuspectTriples, triple.TripleId, changed, stored.Version, cancellationToken))
            {
                return stored.Value.Starts;
            }
        }
    }

    /// <summary>The drawing of one triple.</summary>
    /// <param name="crashes">How often a process ended before while it drew this one, as far as was noticed.</param>
    internal sealed class Turn(SuspectTriples suspects, InstructionTripleCreated? suspect, int crashes) : IAsyncDisposable
    {
        public bool MayDraw => crashes < MaxCrashes;

        public async ValueTask DisposeAsync()
        {
            if (suspect is null)
            {
                return;
            }

            try
            {
                await suspects.AddAsync(suspect, -1, CancellationToken.None);
            }
            catch (StoreException)
            {
                // One start too many is remembered: only a triple that has crashed twice besides would be given up for it.
            }
            finally
            {
                suspects._one.Release();
            }
        }
    }
}

/// <summary>Drawings of a triple that began after its process had ended twice, and have not come to an end.</summary>
internal sealed record SuspectTriple(int Starts);
