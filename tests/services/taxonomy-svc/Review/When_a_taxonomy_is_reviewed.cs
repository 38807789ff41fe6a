using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.Taxonomy.Consumers;
using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.Review;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.Review;

public class When_a_taxonomy_is_reviewed
{
    private static readonly RunSpec Spec = Specs.Demo with
    {
        Taxonomy = Specs.Taxonomy with { Lexicon = "default", Themes = 2, SubtopicsPerTheme = 3, Review = true },
        Rendering = Specs.Demo.Rendering with { Check = "clip-score" },
    };

    [Fact]
    public async Task The_run_pauses_and_publishes_nothing()
    {
        await using var service = await TaxonomyHarness.StartAsync();

        var pause = Assert.IsType<RunPausedException>(await service.SendAsync(await service.RequestAsync("a pug\n", Spec)));

        Assert.Contains("0 of 6 subtopics are decided", pause.Message, StringComparison.Ordinal);
        Assert.Empty(service.Published<ThemeExpanded>());
        Assert.Equal(0, await service.Documents.CountAsync(Collections.Taxonomies, "run-1", default));
        Assert.Equal(1, await service.Documents.CountAsync(Collections.Coverages, "run-1", default));
    }

    [Fact]
    public async Task Accepted_it_goes_on_without_what_was_rejected()
    {
        await using var service = await TaxonomyHarness.StartAsync();
        var request = await service.RequestAsync("a pug\n", Spec);
        await service.SendAsync(request);
        var reviews = service.Get<TaxonomyReviews>();
        var node = (await reviews.RequireAsync("run-1", default)).Nodes[1];

        await reviews.DecideAsync("run-1", ReviewDecision.Rejected, [node.Path], "not wanted", default);
        Assert.IsType<RunPausedException>(await service.SendAsync(request));
        var review = await reviews.DecideAsync("run-1", ReviewDecision.Accepted, [], null, default);

        Assert.True(review.IsComplete);
        Assert.Equal("not wanted", review.Nodes[1].Decision?.Reason);
        Assert.Null(await service.SendAsync(request));
        var leaves = service.Published<ThemeExpanded>().SelectMany(theme => theme.Subtopics).ToList();
        Assert.Equal(5, leaves.Count);
        Assert.DoesNotContain(leaves, leaf => leaf.LeafId == node.LeafId);
        Assert.Equal(5, Assert.Single(service.Published<TaxonomyCompleted>()).Leaves);
    }

    [Fact]
    public async Task Accepted_before_the_pause_is_known_it_goes_on_all_the_same()
    {
        await using var service = await TaxonomyHarness.StartAsync();
        var request = await service.RequestAsync("a pug\n", Spec);
        var pause = Assert.IsType<RunPausedException>(await service.SendAsync(request));
        await service.Get<TaxonomyReviews>().DecideAsync("run-1", ReviewDecision.Accepted, [], null, default);

        Assert.Null(await service.SendAsync(new RunFailed("run-1", "taxonomy-svc", pause.Message, true)));

        Assert.Equal(RunState.Running, (await service.Runs.FindAsync("run-1", default))!.State);
        Assert.Equal(["run-1", "run-1"], service.Published<RunRequested>().Select(asked => asked.RunId));
    }

    [Fact]
    public async Task A_pause_of_another_service_stays_one()
    {
        await using var service = await TaxonomyHarness.StartAsync();
        await service.SendAsync(await service.RequestAsync("a pug\n", Spec));
        await service.Get<TaxonomyReviews>().DecideAsync("run-1", ReviewDecision.Accepted, [], null, default);

        Assert.Null(await service.SendAsync(new RunFailed("run-1", "instruction-svc", "The budget is used up.", true)));

        Assert.Equal(RunState.Paused, (await service.Runs.FindAsync("run-1", default))!.State);
        Assert.Single(service.Published<RunRequested>());
    }

    [Fact]
    public async Task An_edited_file_takes_its_place_and_only_what_changed_is_to_be_decided_again()
    {
        await using var service = await TaxonomyHarness.StartAsync();
        var request = await service.RequestAsync("a pug\n", Spec);
        await service.SendAsync(request);
        var reviews = service.Get<TaxonomyReviews>();
        var review = await reviews.DecideAsync("run-1", ReviewDecision.Accepted, [], null, default);
        var edited = review.Outline.Themes[0].Subtopics[0];
        var text = OutlineFile.WriteYaml(review.Outline).Replace($"- {edited.Entities[0]}\n", "- marble statue\n", StringComparison.Ordinal);

        review = await reviews.ReplaceAsync("run-1", OutlineFile.Read(text, "mine.yaml"), "mine.yaml", default);

        Assert.Equal((2, 5), (review.Draft.Versions.Count, review.Decided));
        Assert.Equal(edited.Name, Assert.Single(review.Nodes, node => node.Decision is null).Name);
        await reviews.DecideAsync("run-1", ReviewDecision.Accepted, [], null, default);
        Assert.Null(await service.SendAsync(request));
        var leaf = service.Published<ThemeExpanded>()[0].Subtopics[0];
        Assert.Equal(("marble statue", null), (leaf.Entities[0], leaf.Source));
        Assert.All(service.Published<ThemeExpanded>().SelectMany(theme => theme.Subtopics).Skip(1), other => Assert.NotNull(other.Source));
    }

    [Fact]
    public async Task Everything_rejected_leaves_nothing_to_go_on_with()
    {
        await using var service = await TaxonomyHarness.StartAsync();
        var request = await service.RequestAsync("a pug\n", Spec);
        await service.SendAsync(request);

        var review = await service.Get<TaxonomyReviews>().DecideAsync("run-1", ReviewDecision.Rejected, [], null, default);

        Assert.False(review.IsComplete);
        Assert.Contains("rejected every subtopic", Assert.IsType<RunPausedException>(await service.SendAsync(request)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_named()
    {
        await using var service = await TaxonomyHarness.StartAsync();
        await service.SendAsync(await service.RequestAsync("a pug\n", Spec));

        var refusal = await Assert.ThrowsAsync<TaxonomyReviewException>(
            () => service.Get<TaxonomyReviews>().DecideAsync("run-1", ReviewDecision.Accepted, ["Dinosaurs"], null, default));

        Assert.Contains("has no node 'Dinosaurs'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_run_went_on_nothing_can_be_changed()
    {
        await using var service = await TaxonomyHarness.StartAsync();
        var request = await service.RequestAsync("a pug\n", Spec);
        await service.SendAsync(request);
        var reviews = service.Get<TaxonomyReviews>();
        await reviews.DecideAsync("run-1", ReviewDecision.Accepted, [], null, default);
        await service.SendAsync(request);

        var refusal = await Assert.ThrowsAsync<TaxonomyReviewException>(() => reviews.DecideAsync("run-1", ReviewDecision.Rejected, [], null, default));

        Assert.Contains("cannot be changed any more", refusal.Message, StringComparison.Ordinal);
    }
}
