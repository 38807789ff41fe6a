using InstructEngine.Storage;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Shared.Tests.Storage.Documents;

public sealed class When_the_database_cannot_be_written : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_path_through_a_file_is_refused()
    {
        await File.WriteAllTextAsync(_folder["file"], "not a folder");

        await AssertRefused(Path.Combine(_folder["file"], "run.db"));

        Assert.Equal("not a folder", await File.ReadAllTextAsync(_folder["file"]));
    }

    [Fact]
    public async Task A_path_that_is_a_folder_is_refused()
    {
        Directory.CreateDirectory(_folder["run.db"]);

        await AssertRefused(_folder["run.db"]);
    }

    [Fact]
    public async Task A_new_store_on_a_read_only_disk_is_refused()
    {
        using var disk = SmallDisk.Mount();
        disk.MakeReadOnly();

        await AssertRefused(Path.Combine(disk.Path, "run.db"));
    }

    [Fact]
    public async Task A_store_whose_disk_turned_read_only_says_so()
    {
        using var disk = SmallDisk.Mount();
        var path = Path.Combine(disk.Path, "run.db");
        using (var store = new SqliteDocumentStore(path))
        {
            await store.InitializeAsync(None);
        }

        disk.MakeReadOnly();
        using var again = new SqliteDocumentStore(path);
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            await again.InitializeAsync(None);
            await again.InsertIfAbsentAsync("notes", "a", "run", new Note("x"), None);
        });

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_named_and_what_was_stored_stays()
    {
        using var disk = SmallDisk.Mount();
        var path = Path.Combine(disk.Path, "run.db");
        using var store = new SqliteDocumentStore(path);
        await store.InitializeAsync(None);
        await store.InsertIfAbsentAsync("notes", "before", "run", new Note("kept"), None);
        disk.Fill();

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await store.InsertIfAbsentAsync("notes", $"{i}", "run", new Note(new string('x', 10_000)), None);
            }
        });
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("disk", refused.Message, StringComparison.Ordinal);
        Assert.Equal("kept", (await store.FindAsync<Note>("notes", "before", None))?.Value.Text);

        File.Delete(Path.Combine(disk.Path, "ballast"));
        Assert.True(await store.InsertIfAbsentAsync("notes", "after", "run", new Note(new string('x', 10_000)), None));
    }

    private static async Task AssertRefused(string path)
    {
        using var store = new SqliteDocumentStore(path);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.InitializeAsync(None));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }
}
