using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Review;
using InstructEngine.InstructionService.Writing.Rules;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.Review;

public class When_a_decision_cannot_be_taken
{
    [Fact]
    public async Task A_triple_that_is_not_there_is_named()
    {
        await using var harness = await ReviewHarness.PausedAsync();

        var refusal = await RefusedAsync(() => harness.Reviews.DecideAsync(
            ReviewHarness.RunId, DraftDecision.Accepted, new Dictionary<string, string?> { ["no-such"] = null }, null, default));

        Assert.Contains("has no triple 'no-such' in review", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_to_two_equal_texts_is_refused()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        var triple = (await harness.TriplesAsync())[0];

        var refusal = await RefusedAsync(() => harness.EditAsync(triple, dispreferred: triple.Text.Preferred));

        Assert.Contains("the dispreferred instruction are the same", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(triple, (await harness.TriplesAsync())[0], Same);
    }

    [Fact]
    public async Task An_edit_that_quality_control_refuses_says_why()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        var triple = (await harness.TriplesAsync())[0];

        var refusal = await RefusedAsync(() => harness.EditAsync(triple, preferred: "a castle in the clouds"));

        Assert.Contains("Quality control refuses the edit", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("outside the demo world", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_to_what_the_leaf_has_already_is_refused()
    {
        await using var harness = await ReviewHarness.PausedAsync([LexiconLeaves.All[0]]);
        var triples = await harness.TriplesAsync();

        var refusal = await RefusedAsync(() => harness.EditAsync(triples[0], triples[1].Text.Preferred, triples[1].Text.Dispreferred, triples[1].Text.Base));

        Assert.Contains("Quality control refuses the edit", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_with_a_forbidden_word_is_refused()
    {
        await using var harness = await ReviewHarness.PausedAsync([LexiconLeaves.All[0]]);
        var triple = (await harness.TriplesAsync())[0];

        var refusal = await RefusedAsync(() => harness.EditAsync(triple, "a naked violinist on a red stage", "a naked violinist on a blue stage", "a violinist on a stage"));

        Assert.Contains("(safety", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_in_a_run_with_judges_says_that_they_are_not_asked()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        var run = (await harness.Service.Documents.FindAsync<RunDocument>(Collections.Runs, ReviewHarness.RunId, default))!;
        var judged = run.Value.Spec with { Instructions = run.Value.Spec.Instructions with { Moderation = "guard", Referees = ["one"] } };
        Assert.True(await harness.Service.Documents.ReplaceAsync(Collections.Runs, run.Id, run.Value with { Spec = judged }, run.Version, default));
        var triple = (await harness.TriplesAsync())[0];

        var refusal = await RefusedAsync(() => harness.EditAsync(triple, preferred: ReviewHarness.Reworded(triple.Text.Preferred)));

        Assert.Contains("(instructions.moderation and instructions.referees), and they are not asked about an edit", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(triple, (await harness.TriplesAsync())[0], Same);
        Assert.Equal(1, (await harness.DecideAsync(DraftDecision.Accepted, triple)).Changed);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_says_so()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        var triple = (await harness.TriplesAsync())[0];

        var refusal = await RefusedAsync(() => harness.EditAsync(triple, preferred: " " + triple.Text.Preferred));

        Assert.Contains("changes nothing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_else_decided_meanwhile_is_told_and_stays()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        var seen = (await harness.TriplesAsync())[0];
        await harness.DecideAsync(DraftDecision.Rejected, seen);

        var decision = await RefusedAsync(() => harness.DecideAsync(DraftDecision.Accepted, seen));
        var edit = await RefusedAsync(() => harness.EditAsync(seen, preferred: ReviewHarness.Reworded(seen.Text.Preferred)));

        Assert.True(decision.IsConflict && edit.IsConflict);
        Assert.Contains("it is rejected now", decision.Message, StringComparison.Ordinal);
        Assert.Contains("your edit was not stored", edit.Message, StringComparison.Ordinal);
        Assert.Equal(DraftDecision.Rejected, (await harness.TriplesAsync())[0].Decision);
    }

    [Fact]
    public async Task What_was_changed_again_is_not_undone()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        var seen = (await harness.TriplesAsync())[0];
        var first = await harness.DecideAsync(DraftDecision.Rejected, seen);
        await harness.DecideAsync(DraftDecision.Accepted, first.Triples[0].Triple);

        var refusal = await RefusedAsync(() => harness.Reviews.UndoAsync(ReviewHarness.RunId, first.Id, default));

        Assert.True(refusal.IsConflict);
        Assert.Equal(DraftDecision.Accepted, (await harness.TriplesAsync())[0].Decision);
    }

    [Fact]
    public async Task Once_the_run_went_on_nothing_can_be_changed()
    {
        await using var harness = await ReviewHarness.PausedAsync();
        await harness.AcceptOpenAsync();
        await harness.GoOnAsync();
        var triple = (await harness.TriplesAsync())[0];

        // Whatever becomes of the run later: what went on stays as it is.
        await harness.Service.Runs.FailAsync(ReviewHarness.RunId, "render-svc", "no GPU", default);
        var named = await RefusedAsync(() => harness.DecideAsync(DraftDecision.Rejected, triple));
        var edit = await RefusedAsync(() => harness.EditAsync(triple, preferred: ReviewHarness.Reworded(triple.Text.Preferred)));
        var all = await harness.Reviews.DecideAsync(ReviewHarness.RunId, DraftDecision.Rejected, new DraftFilter(), "late", default);

        Assert.Contains("cannot be changed any more", named.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be changed any more", edit.Message, StringComparison.Ordinal);
        Assert.Equal((0, 20), (all.Changed, all.Review.Released));
    }

    [Fact]
    public async Task While_the_run_is_at_work_it_is_told_to_wait()
    {
        await using var harness = await ReviewHarness.StartAsync();
        await harness.SendAsync();

        var refusal = await RefusedAsync(() => harness.AcceptOpenAsync());

        Assert.Contains("is at work", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_all_is_written_it_is_told_so()
    {
        await using var harness = await ReviewHarness.StartAsync();
        await harness.Service.Runs.FailAsync(ReviewHarness.RunId, "instruction-svc", "stopped", default);

        var refusal = await RefusedAsync(() => harness.AcceptOpenAsync());

        Assert.Contains("not all written yet", refusal.Message, StringComparison.Ordinal);
    }

    private static bool Same(DraftedTriple first, DraftedTriple second) => (first.TripleId, first.Text, first.Decision, first.Tag) == (second.TripleId, second.Text, second.Decision, second.Tag);

    private static Task<InstructionReviewException> RefusedAsync(Func<Task> work) => Assert.ThrowsAsync<InstructionReviewException>(work);
}
