namespace InstructEngine.Shared.Tests.Storage.Documents;

public abstract partial class DocumentStoreContract
{
    [Fact]
    public async Task A_replace_on_the_current_version_raises_it()
    {
        await Insert("a", new Note("old"));

        Assert.True(await Store.ReplaceAsync(Collection, "a", new Note("new"), 1, None));

        var found = await Find("a");
        Assert.Equal((2L, "new", Run), (found?.Version, found?.Value.Text, found?.RunId));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_replace_on_another_version_changes_nothing(long version)
    {
        await Insert("a", new Note("old"));
        await Store.ReplaceAsync(Collection, "a", new Note("current"), 1, None);

        Assert.False(await Store.ReplaceAsync(Collection, "a", new Note("stale"), version, None));

        var found = await Find("a");
        Assert.Equal((2L, "current"), (found?.Version, found?.Value.Text));
    }

    [Fact]
    public async Task A_replace_of_an_absent_document_stores_nothing()
    {
        Assert.False(await Store.ReplaceAsync(Collection, "a", new Note("new"), 1, None));

        Assert.Null(await Find("a"));
    }

    [Fact]
    public async Task Of_two_racers_on_a_version_one_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            var id = $"race-{round}";
            await Insert(id, new Note("start"));

            var won = await Task.WhenAll(
                Task.Run(() => Store.ReplaceAsync(Collection, id, new Note("left"), 1, None)),
                Task.Run(() => Store.ReplaceAsync(Collection, id, new Note("right"), 1, None)));

            Assert.NotEqual(won[0], won[1]);
            var found = await Find(id);
            Assert.Equal((2L, won[0] ? "left" : "right"), (found?.Version, found?.Value.Text));
        }
    }

    [Fact]
    public async Task No_update_is_lost_between_readers_that_replace()
    {
        const int Workers = 8, Rounds = 20;
        await Insert("counter", new Note("counts"));

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < Rounds;)
            {
                var read = (await Find("counter"))!;
                var raised = read.Value with { Number = read.Value.Number + 1 };
                done += await Store.ReplaceAsync(Collection, "counter", raised, read.Version, None) ? 1 : 0;
            }
        })));

        var found = await Find("counter");
        Assert.Equal((Workers * Rounds, Workers * Rounds + 1L), (found!.Value.Number, found.Version));
    }
}
