using InstructEngine.Storage.Documents;

namespace InstructEngine.Shared.Tests.Storage.Documents;

/// <summary>What every document store must do. A class for each implementation derives from this.</summary>
public abstract partial class DocumentStoreContract : IAsyncLifetime
{
    protected const string Collection = "notes";
    protected const string Run = "run-1";

    protected static readonly CancellationToken None = CancellationToken.None;

    protected IDocumentStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Store = await CreateAsync();
        await Store.InitializeAsync(None);
    }

    public virtual ValueTask DisposeAsync()
    {
        (Store as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>A store over an empty place of its own; skips the test by name where there is none.</summary>
    protected abstract Task<IDocumentStore> CreateAsync();

    [Fact]
    public async Task Initialising_again_keeps_what_is_stored()
    {
        await Insert("a", new Note("kept"));

        await Store.InitializeAsync(None);

        Assert.Equal("kept", (await Find("a"))?.Value.Text);
    }

    [Fact]
    public async Task A_cancelled_call_stores_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.InsertIfAbsentAsync(Collection, "a", Run, new Note("late"), cancelled.Token));

        Assert.Null(await Find("a"));
    }

    [Fact]
    public async Task A_listing_stops_when_it_is_cancelled()
    {
        await Insert("a", new Note("1"));
        await Insert("b", new Note("2"));
        using var stop = new CancellationTokenSource();
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Store.ListAsync<Note>(Collection, Run, stop.Token))
            {
                seen++;
                await stop.CancelAsync();
            }
        });

        Assert.Equal(1, seen);
    }

    protected Task<bool> Insert(string id, Note note, string run = Run, string collection = Collection) =>
        Store.InsertIfAbsentAsync(collection, id, run, note, None);

    protected Task<VersionedDocument<Note>?> Find(string id) => Store.FindAsync<Note>(Collection, id, None);

    protected async Task<List<VersionedDocument<Note>>> List(string run = Run)
    {
        var found = new List<VersionedDocument<Note>>();
        await foreach (var document in Store.ListAsync<Note>(Collection, run, None))
        {
            found.Add(document);
        }

        return found;
    }
}
