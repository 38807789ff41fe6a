namespace InstructEngine.Shared.Tests.Storage.Documents;

public abstract partial class DocumentStoreContract
{
    [Fact]
    public async Task A_new_document_has_version_1()
    {
        Assert.True(await Insert("a", new Note("first")));

        var found = await Find("a");
        Assert.NotNull(found);
        Assert.Equal(("a", Run, 1L, "first"), (found.Id, found.RunId, found.Version, found.Value.Text));
    }

    [Fact]
    public async Task A_document_that_was_never_stored_is_not_found() => Assert.Null(await Find("nothing"));

    [Fact]
    public async Task A_second_insert_of_an_id_changes_nothing()
    {
        Assert.True(await Insert("a", new Note("first")));
        Assert.False(await Insert("a", new Note("second"), run: "run-2"));

        var found = await Find("a");
        Assert.Equal(("first", Run, 1L), (found?.Value.Text, found?.RunId, found?.Version));
        Assert.Empty(await List("run-2"));
    }

    [Fact]
    public async Task One_id_in_two_collections_is_two_documents()
    {
        Assert.True(await Insert("a", new Note("here")));
        Assert.True(await Insert("a", new Note("there"), collection: "other-notes"));

        Assert.Equal("here", (await Find("a"))?.Value.Text);
        Assert.Equal("there", (await Store.FindAsync<Note>("other-notes", "a", None))?.Value.Text);
    }

    [Fact]
    public async Task Of_fifty_concurrent_inserts_of_one_id_one_stores()
    {
        var stored = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => Insert("contested", new Note("by", i)))));

        var winner = Assert.Single(Enumerable.Range(0, 50), i => stored[i]);
        Assert.Equal(winner, (await Find("contested"))?.Value.Number);
        Assert.Equal(1, await Store.CountAsync(Collection, Run, None));
    }
}
