using InstructEngine.Storage;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Shared.Tests.Storage.Documents;

public sealed class When_the_database_file_is_garbage : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(100_000)]
    public async Task It_is_refused_by_name_and_left_as_it_is(int size)
    {
        var path = _folder["run.db"];
        var garbage = new byte[size];
        new Random(1).NextBytes(garbage);
        await File.WriteAllBytesAsync(path, garbage);
        using var store = new SqliteDocumentStore(path);

        var refused = await Assert.ThrowsAsync<StoreCorruptException>(() => store.InitializeAsync(CancellationToken.None));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Move it aside or restore a copy", refused.Message, StringComparison.Ordinal);
        Assert.Equal(garbage, await File.ReadAllBytesAsync(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }
}
