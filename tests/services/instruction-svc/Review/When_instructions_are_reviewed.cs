using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService;
using InstructEngine.InstructionService.Review;
using InstructEngine.InstructionService.Writing.Rules;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.Review;

public class When_instructions_are_reviewed
{
    [Fact]
    public async Task The_run_pauses_and_nothing_goes_on()
    {
        await using var harness = await ReviewHarness.StartAsync();

        await harness.SendAsync();

        Assert.Empty(harness.Service.Published<InstructionTripleCreated>());
        Assert.Equal(0, await harness.Service.Documents.CountAsync(Collections.Triples, ReviewHarness.RunId, default));
        var pause = Assert.Single(harness.Service.Published<RunFailed>());
        Assert.True(pause.Paused);
        Assert.Contains("0 of 20 triples are decided", pause.Reason, StringComparison.Ordinal);
        Assert.Empty(harness.Service.Published<InstructionsCompleted>());
    }

    [Fact]
    public async Task A_pause_says_how_often_the_run_had_gone_on()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        await harness.GoOnAsync();

        Assert.Equal([0, 1], harness.Service.Published<RunFailed>().Select(pause => pause.Resumed));
    }

    [Fact]
    public async Task Accepted_unedited_the_same_triples_go_on_as_without_a_review()
    {
        await using var plain = await ServiceHarness.StartAsync(new InstructionModule());
        await plain.InsertRunAsync(ReviewHarness.RunId, Specs.Demo);
        await plain.SendAsync(ReviewHarness.Theme);
        await using var harness = await ReviewHarness.PausedAsync();

        var change = await harness.AcceptOpenAsync();
        await harness.GoOnAsync();

        Assert.Equal((20, true), (change.Changed, change.Review.IsComplete));
        Assert.Equal(plain.Published<InstructionTripleCreated>(), harness.Service.Published<InstructionTripleCreated>());
        Assert.Equal(new InstructionsCompleted(ReviewHarness.RunId, 20, 0), Assert.Single(harness.Service.Published<InstructionsCompleted>()));
    }

    [Fact]
    public async Task Going_on_twice_publishes_the_same_and_stores_nothing_more()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        await harness.AcceptOpenAsync();
        await harness.GoOnAsync();
        var first = harness.Service.Published<InstructionTripleCreated>();

        await harness.SendAsync();

        Assert.Equal([.. first, .. first], harness.Service.Published<InstructionTripleCreated>());
        Assert.Equal(20, await harness.Service.Documents.CountAsync(Collections.Triples, ReviewHarness.RunId, default));
    }

    [Fact]
    public async Task Rejected_triples_are_left_out_and_counted_with_their_reason()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        var triple = (await harness.TriplesAsync())[3];

        await harness.Reviews.DecideAsync(ReviewHarness.RunId, DraftDecision.Rejected, new Dictionary<string, string?> { [triple.TripleId] = null }, "too plain", default);
        await harness.AcceptOpenAsync();
        await harness.GoOnAsync();

        var rejected = Assert.Single(harness.Service.Published<InstructionTripleRejected>());
        Assert.Equal((triple.TripleId, "review", "A reviewer rejected it: too plain"), (rejected.TripleId, rejected.Kind, rejected.Reason));
        Assert.Equal(19, harness.Service.Published<InstructionTripleCreated>().Count);
        Assert.Equal(1, await harness.Service.Documents.CountAsync(Collections.RejectedTriples, ReviewHarness.RunId, default));
    }

    [Fact]
    public async Task An_edited_triple_keeps_its_id_and_what_it_was()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        var triple = (await harness.TriplesAsync())[0];
        var text = ReviewHarness.Reworded(triple.Text.Preferred);

        var edited = Assert.Single((await harness.EditAsync(triple, preferred: text)).Triples).Triple;
        await harness.AcceptOpenAsync();
        await harness.GoOnAsync();

        Assert.Equal((triple.TripleId, DraftDecision.Accepted, triple.Text), (edited.TripleId, edited.Decision, edited.Original));
        Assert.Equal(text, Assert.Single(harness.Service.Published<InstructionTripleCreated>(), created => created.TripleId == triple.TripleId).Preferred);
        Assert.Equal(1, (await harness.Reviews.ReadAsync(ReviewHarness.RunId, default)).Edited);
    }

    [Fact]
    public async Task What_was_done_can_be_undone_in_turn()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        var triple = (await harness.TriplesAsync())[0];
        var edit = await harness.EditAsync(triple, preferred: ReviewHarness.Reworded(triple.Text.Preferred));
        var all = await harness.Reviews.DecideAsync(ReviewHarness.RunId, DraftDecision.Rejected, new DraftFilter(), "no", default);

        Assert.Equal((20, 20), (all.Changed, all.Review.Rejected));
        var back = await harness.Reviews.UndoAsync(ReviewHarness.RunId, all.Id, default);
        Assert.Equal((20, 1, 19), (back.Changed, back.Review.Accepted, back.Review.Open));
        await harness.Reviews.UndoAsync(ReviewHarness.RunId, edit.Id, default);

        Assert.Equal(triple.Text, (await harness.TriplesAsync())[0].Text);
        Assert.Equal(20, (await harness.Reviews.ReadAsync(ReviewHarness.RunId, default)).Open);
    }

    [Fact]
    public async Task A_filter_decides_on_what_it_lets_through_alone()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        var filter = new DraftFilter(Dimension.Aesthetics, Leaf: "blue ring", State: DraftState.Open);
        var expected = (await harness.TriplesAsync(filter)).Count;

        var change = await harness.Reviews.DecideAsync(ReviewHarness.RunId, DraftDecision.Accepted, filter, null, default);

        Assert.InRange(expected, 1, 9);
        Assert.Equal((expected, expected, 20 - expected), (change.Changed, change.Review.Accepted, change.Review.Open));
        Assert.All(await harness.TriplesAsync(new(State: DraftState.Accepted)), triple => Assert.Equal(Dimension.Aesthetics, triple.Dimension));
        Assert.Empty(await harness.TriplesAsync(filter));
    }

    [Fact]
    public async Task Pages_cover_all_and_count_what_matches()
    {
        await using var harness = await ReviewHarness.PausedAsync();

        var pages = new List<string>();
        for (var skip = 0; skip < 20; skip += 7)
        {
            var (triples, matching, review) = await harness.Reviews.ListAsync(ReviewHarness.RunId, new(Text: "RING"), skip, 7, default);
            Assert.Equal((20, 20), (matching, review.Total));
            pages.AddRange(triples.Select(found => found.Triple.TripleId));
        }

        Assert.Equal(20, pages.Distinct().Count());
        Assert.Equal(pages, (await harness.TriplesAsync()).Select(triple => triple.TripleId));
    }

    [Fact]
    public async Task Everything_rejected_leaves_nothing_to_draw()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        await harness.Reviews.DecideAsync(ReviewHarness.RunId, DraftDecision.Rejected, DraftFilter.Open, null, default);

        await harness.GoOnAsync();

        Assert.Contains("rejected every triple", harness.Service.Published<RunFailed>()[^1].Reason, StringComparison.Ordinal);
        Assert.Empty(harness.Service.Published<InstructionTripleRejected>());
    }

    [Fact]
    public async Task A_leaf_of_more_triples_than_a_document_holds_is_reviewed_as_a_whole()
    {
        await using var harness = await ReviewHarness.PausedAsync([LexiconLeaves.All[0]], Specs.Instructions with { TriplesPerLeaf = 450 });

        var change = await harness.AcceptOpenAsync();
        await harness.GoOnAsync();

        Assert.Equal(3, await harness.Service.Documents.CountAsync(Collections.InstructionDrafts, ReviewHarness.RunId, default));
        Assert.Equal(change.Changed, harness.Service.Published<InstructionTripleCreated>().Count);
        Assert.Equal(450, change.Changed + harness.Service.Published<InstructionTripleRejected>().Count);
    }

    [Fact]
    public async Task A_person_may_contrast_what_no_lexicon_knows()
    {
        await using var harness = await ReviewHarness.PausedAsync([LexiconLeaves.All[0]]);
        var triple = (await harness.TriplesAsync(new(Dimension: Dimension.ContentConsistency)))[0];

        var change = await harness.Reviews.EditAsync(
            ReviewHarness.RunId, triple.TripleId,
            new("a violinist on a stage", "a violinist in a purple raincoat on a stage", "a violinist in a yellow raincoat on a stage"), triple.Tag, "clearer", default);

        Assert.Equal("a violinist in a purple raincoat on a stage", Assert.Single(change.Triples).Triple.Text.Preferred);
    }
}
