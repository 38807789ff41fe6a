namespace InstructEngine.Shared.Tests.Storage.Documents;

public abstract partial class DocumentStoreContract
{
    [Fact]
    public async Task A_listing_is_in_order_of_the_ids_bytes()
    {
        // By code point, as UTF-8 sorts: the emoji after the full-width tilde, though its first UTF-16 unit is smaller.
        string[] ordered = ["!", "10", "9", "A", "Z", "_", "a", "a\0", "a b", "aa", "z", "é", "\u3042", "\uFF5E", "\U0001F600"];
        foreach (var id in ordered.Reverse())
        {
            await Insert(id, new Note(id));
        }

        Assert.Equal(ordered, (await List()).Select(document => document.Id));
    }

    [Fact]
    public async Task A_listing_holds_its_run_and_collection_only()
    {
        await Insert("a", new Note("mine"));
        await Insert("b", new Note("of another run"), run: "run-2");
        await Insert("c", new Note("of a run whose name starts alike"), run: Run + "0");
        await Insert("d", new Note("of another collection"), collection: "other-notes");

        Assert.Equal(["a"], (await List()).Select(document => document.Id));
        Assert.Equal(1, await Store.CountAsync(Collection, Run, None));
        Assert.Equal(0, await Store.CountAsync(Collection, "no-such-run", None));
    }

    [Fact]
    public async Task A_listing_of_all_runs_is_in_order_of_the_ids()
    {
        await Insert("c", new Note("3"), run: "run-1");
        await Insert("a", new Note("1"), run: "run-3");
        await Insert("b", new Note("2"), run: "run-2");
        await Insert("a", new Note("of another collection"), collection: "other-notes");

        var found = new List<(string, string)>();
        await foreach (var document in Store.ListAllAsync<Note>(Collection, None))
        {
            found.Add((document.Id, document.RunId));
        }

        Assert.Equal([("a", "run-3"), ("b", "run-2"), ("c", "run-1")], found);
    }

    [Fact]
    public async Task Five_thousand_documents_are_listed_whole_and_in_order()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 5000),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) => await Insert($"{i * 7919 % 5000:D4}", new Note("n", i)));

        Assert.Equal(5000, await Store.CountAsync(Collection, Run, None));
        var next = 0;
        await foreach (var document in Store.ListAsync<Note>(Collection, Run, None))
        {
            Assert.Equal($"{next++:D4}", document.Id);
        }

        Assert.Equal(5000, next);
    }

    [Fact]
    public async Task Large_documents_are_listed_whole()
    {
        var text = new string('x', 1024 * 1024);
        for (var i = 0; i < 10; i++)
        {
            await Insert($"{i}", new Note(text, i));
        }

        var found = await List();

        Assert.Equal(Enumerable.Range(0, 10), found.Select(document => document.Value.Number));
        Assert.All(found, document => Assert.Equal(text, document.Value.Text));
    }

    [Fact]
    public async Task Documents_can_be_stored_while_others_are_listed()
    {
        for (var i = 0; i < 600; i++)
        {
            await Insert($"a{i:D4}", new Note("before"));
        }

        var seen = 0;
        await foreach (var document in Store.ListAsync<Note>(Collection, Run, None))
        {
            seen++;
            Assert.True(await Insert("0" + document.Id, new Note("meanwhile")));
        }

        Assert.Equal(600, seen);
        Assert.Equal(1200, await Store.CountAsync(Collection, Run, None));
    }
}
