using InstructEngine.Storage;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Shared.Tests.Storage.Documents;

public sealed class When_the_database_file_is_damaged : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["run.db"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task A_truncated_file_is_refused_and_left_as_it_is(double share)
    {
        var bytes = await StoredBytes();
        var truncated = bytes[..(int)(bytes.Length * share)];

        await AssertRefused(truncated);
    }

    [Fact]
    public async Task A_file_with_a_lost_page_is_refused_and_left_as_it_is()
    {
        var bytes = await StoredBytes();
        bytes.AsSpan(bytes.Length / 4096 / 2 * 4096, 4096).Fill(0xAB);

        await AssertRefused(bytes);
    }

    [Fact]
    public async Task Another_programs_database_is_refused_and_left_as_it_is()
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE photos (name TEXT);";
            command.ExecuteNonQuery();
        }

        await AssertRefused(await File.ReadAllBytesAsync(Path), "another program");
    }

    private async Task<byte[]> StoredBytes()
    {
        using (var store = new SqliteDocumentStore(Path))
        {
            await store.InitializeAsync(CancellationToken.None);
            for (var i = 0; i < 200; i++)
            {
                await store.InsertIfAbsentAsync("notes", $"{i}", "run", new Note(new string('n', 500)), CancellationToken.None);
            }
        }

        return await File.ReadAllBytesAsync(Path);
    }

    private async Task AssertRefused(byte[] content, string part = "corrupt")
    {
        await File.WriteAllBytesAsync(Path, content);
        using var store = new SqliteDocumentStore(Path);

        var refused = await Assert.ThrowsAsync<StoreCorruptException>(() => store.InitializeAsync(CancellationToken.None));

        Assert.Contains(Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllBytesAsync(Path));
    }
}
