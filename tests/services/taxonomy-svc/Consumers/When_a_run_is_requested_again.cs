using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Storage;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.Consumers;

public class When_a_run_is_requested_again
{
    private const string Prompts = "a red ring\na castle at sunset\nan old castle\na cat on a castle wall\n";

    [Fact]
    public async Task The_stored_events_are_published_again_in_the_same_order()
    {
        await using var service = await TaxonomyHarness.StartAsync();
        var request = await service.RequestAsync(Prompts);
        await service.SendAsync(request);
        var first = service.Published<ThemeExpanded>();

        await service.SendAsync(request);

        var both = service.Published<ThemeExpanded>();
        Assert.Equal(2 * first.Count, both.Count);
        Assert.Equal(Json(first), Json(both.Skip(first.Count)));
        Assert.Equal(2, service.Published<TaxonomyCompleted>().Count);
        Assert.Equal(first.Count, await service.Documents.CountAsync(Collections.Themes, request.RunId, default));
    }

    [Fact]
    public async Task What_is_stored_counts_not_what_the_repetition_says()
    {
        await using var service = await TaxonomyHarness.StartAsync();
        var request = await service.RequestAsync(Prompts);
        await service.SendAsync(request);
        var first = service.Published<ThemeExpanded>();

        await service.SendAsync(request with { Spec = Specs.Demo with { Taxonomy = Specs.Taxonomy with { Themes = 1 } } });

        Assert.Equal(2 * first.Count, service.Published<ThemeExpanded>().Count);
    }

    [Fact]
    public async Task Two_stores_get_the_same_taxonomy()
    {
        await using var one = await TaxonomyHarness.StartAsync();
        await using var other = await TaxonomyHarness.StartAsync();

        await one.SendAsync(await one.RequestAsync(Prompts));
        await other.SendAsync(await other.RequestAsync(Prompts));

        Assert.Equal(Json(one.Published<ThemeExpanded>()), Json(other.Published<ThemeExpanded>()));
    }

    [Fact]
    public async Task Leaves_have_the_same_ids_in_another_run()
    {
        await using var service = await TaxonomyHarness.StartAsync();
        var request = await service.RequestAsync(Prompts);

        await service.SendAsync(request);
        await service.SendAsync(request with { RunId = "run-2" });

        var leaves = service.Published<ThemeExpanded>()
            .ToLookup(theme => theme.RunId, theme => string.Join(' ', theme.Subtopics.Select(leaf => leaf.LeafId)));
        Assert.Equal(leaves["run-1"], leaves["run-2"]);
        Assert.Empty(service.Published<ThemeExpanded>().Where(theme => theme.RunId == "run-1").Select(theme => theme.ThemeId)
            .Intersect(service.Published<ThemeExpanded>().Where(theme => theme.RunId == "run-2").Select(theme => theme.ThemeId)));
    }

    [Theory]
    [InlineData(RunState.Cancelled)]
    [InlineData(RunState.Failed)]
    [InlineData(RunState.Completed)]
    public async Task A_run_that_has_ended_stays_silent(RunState state)
    {
        await using var service = await TaxonomyHarness.StartAsync();
        await service.InsertRunAsync("run-1", Specs.Demo, state);

        Assert.Null(await service.SendAsync(await service.RequestAsync(Prompts)));

        Assert.Empty(service.Published<ThemeExpanded>());
        Assert.Equal(0, await service.Documents.CountAsync(Collections.Themes, "run-1", default));
    }

    private static string Json(IEnumerable<ThemeExpanded> themes) => JsonSerializer.Serialize(themes, StorageJson.Options);
}
