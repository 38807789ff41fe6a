namespace InstructEngine.Shared.Tests.Storage.Documents;

public abstract partial class DocumentStoreContract
{
    [Fact]
    public async Task Hostile_text_comes_back_as_it_was()
    {
        foreach (var text in HostileText.All)
        {
            Assert.True(await Insert(text, new Note(text, Tags: [text, ""]), run: text), $"'{text}' was taken for another id.");
        }

        foreach (var text in HostileText.All)
        {
            var found = Assert.Single(await List(run: text));
            Assert.Equal((text, text, text), (found.Id, found.RunId, found.Value.Text));
            Assert.Equal([text, ""], found.Value.Tags!);
            Assert.Equal(text, (await Find(text))?.Value.Text);
            Assert.Equal(1, await Store.CountAsync(Collection, text, None));
        }
    }

    [Fact]
    public async Task Every_kind_of_value_comes_back_as_it_was()
    {
        var at = new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.FromHours(5.5)).AddTicks(1);
        var note = new Note("", int.MinValue, Mood.VeryBright, 0.1 + 0.2, at, []);

        await Insert("a", note);
        var found = (await Find("a"))!.Value;

        Assert.Equal(note with { Tags = null }, found with { Tags = null });
        Assert.Equal(at.Offset, found.At!.Value.Offset);
        Assert.Empty(found.Tags!);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    public async Task The_loss_of_a_diverged_training_can_be_stored(double loss)
    {
        await Insert("a", new Note("diverged", Loss: loss));

        Assert.Equal(loss, (await Find("a"))!.Value.Loss);
    }

    [Fact]
    public async Task A_document_over_the_limit_is_refused_and_not_stored()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Insert("a", new Note(new string('x', 16 * 1024 * 1024))));

        Assert.Contains("keep large content in a blob", refused.Message, StringComparison.Ordinal);
        Assert.Null(await Find("a"));
    }

    [Fact]
    public async Task A_document_just_under_the_limit_is_stored()
    {
        var text = new string('x', (15 * 1024 * 1024) - 200);

        await Insert("a", new Note(text));

        Assert.Equal(text, (await Find("a"))!.Value.Text);
    }

    [Fact]
    public async Task An_unusable_key_is_refused()
    {
        const string HalfASurrogatePair = "\ud800";
        foreach (var key in (string[])["", new('é', 4097), HalfASurrogatePair])
        {
            await Assert.ThrowsAsync<ArgumentException>("id", () => Insert(key, new Note("x")));
            await Assert.ThrowsAsync<ArgumentException>("runId", () => Insert("a", new Note("x"), run: key));
            await Assert.ThrowsAsync<ArgumentException>("id", () => Find(key));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("$cmd")]
    [InlineData("a b")]
    [InlineData("é")]
    public async Task An_unusable_collection_is_refused(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>("collection", () => Insert("a", new Note("x"), collection: name));
        await Assert.ThrowsAsync<ArgumentException>("collection", () => Store.FindAsync<Note>(name, "a", None));
        await Assert.ThrowsAsync<ArgumentException>("collection", () => Store.CountAsync(name, Run, None));
    }
}
