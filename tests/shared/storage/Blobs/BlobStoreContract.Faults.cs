using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.Shared.Tests.Storage.Blobs;

public abstract partial class BlobStoreContract
{
    private static readonly BlobReference Absent = new(new string('0', 64), 3);

    [Fact]
    public async Task A_blob_that_was_never_stored_is_not_found()
    {
        var missing = await Assert.ThrowsAsync<BlobNotFoundException>(() => Store.ReadAsync(Absent, None));

        Assert.Equal(Absent, missing.Blob);
        Assert.Contains(Absent.Sha256, missing.Message, StringComparison.Ordinal);
        Assert.False(await Store.ExistsAsync(Absent, None));
        await Assert.ThrowsAsync<BlobNotFoundException>(() => Store.OpenReadAsync(Absent, None));
    }

    [Theory]
    [InlineData("ok but longer")]
    [InlineData("other")]
    [InlineData("")]
    public async Task A_blob_changed_behind_the_stores_back_is_corrupt(string overwritten)
    {
        var blob = await Store.PutAsync("right"u8.ToArray(), None);
        await OverwriteAsync(blob, System.Text.Encoding.UTF8.GetBytes(overwritten));

        var corrupt = await Assert.ThrowsAsync<BlobCorruptException>(() => Store.ReadAsync(blob, None));

        Assert.Equal(blob, corrupt.Blob);
        Assert.Equal(blob, (await Assert.ThrowsAsync<BlobCorruptException>(() => Store.OpenReadAsync(blob, None))).Blob);
    }

    [Fact]
    public async Task A_reference_with_a_wrong_size_is_not_believed()
    {
        var blob = await Store.PutAsync("right"u8.ToArray(), None);

        await Assert.ThrowsAsync<BlobCorruptException>(() => Store.ReadAsync(blob with { Size = 6 }, None));
        await Assert.ThrowsAsync<BlobCorruptException>(() => Store.OpenReadAsync(blob with { Size = 6 }, None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85/")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8555")]
    public async Task A_name_that_is_no_hash_is_refused(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>("blob", () => Store.ReadAsync(new BlobReference(name, 1), None));
        await Assert.ThrowsAsync<ArgumentException>("blob", () => Store.ExistsAsync(new BlobReference(name, 1), None));
    }

    [Fact]
    public async Task A_negative_size_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>("blob", () => Store.ReadAsync(Absent with { Size = -1 }, None));

    [Fact]
    public async Task A_put_that_is_cancelled_midway_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var source = new PatternStream(50_000_000) { AfterRead = position => { if (position > 5_000_000) { stop.Cancel(); } } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync(source, stop.Token));

        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task A_source_that_breaks_off_leaves_nothing_and_is_blamed()
    {
        var source = new PatternStream(50_000_000)
        {
            AfterRead = position => { if (position > 5_000_000) { throw new IOException("the line went dead"); } },
        };

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Store.PutAsync(source, None));

        Assert.Contains("the line went dead", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        var blob = await Store.PutAsync("here"u8.ToArray(), None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync("late"u8.ToArray(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync(new MemoryStream(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReadAsync(blob, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ExistsAsync(blob, cancelled));

        Assert.Equal([blob.Sha256], await NamesAsync());
    }
}
