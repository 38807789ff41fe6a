using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Shared.Tests.Storage.Documents;

public sealed class When_five_processes_share_a_database : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_stored_twice()
    {
        string[] names = ["one", "two", "three", "four", "five"];

        // All five find no file and make it at once.
        var ends = await Task.WhenAll(names.Select(name => ChildProcess.RunAsync(_folder["run.db"], name)));
        Assert.All(ends, end => Assert.True(end.ExitCode == 0, end.Errors));

        using var store = new SqliteDocumentStore(_folder["run.db"]);
        await store.InitializeAsync(None);
        var contested = 0L;
        foreach (var name in names)
        {
            Assert.Equal(ChildProcess.Own, await store.CountAsync("own", name, None));
            contested += await store.CountAsync("contested", name, None);
        }

        Assert.Equal(ChildProcess.Own, contested);
        Assert.Equal(names.Length * ChildProcess.Raises, (await store.FindAsync<Note>("shared", "counter", None))!.Value.Number);
    }
}
