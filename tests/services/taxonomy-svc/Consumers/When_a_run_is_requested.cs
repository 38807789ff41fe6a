using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Corpus;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Storage;
using InstructEngine.TaxonomyService;
using InstructEngine.TaxonomyService.TextSampling;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.Consumers;

public class When_a_run_is_requested
{
    private const string Prompts = """
        a red ring on a white background
        two red rings
        a castle at sunset
        the old castle on the hill
        an orange cat asleep
        three blue squares on black
        """;

    [Fact]
    public async Task Its_themes_are_stored_and_published_and_then_counted()
    {
        await using var service = await TaxonomyHarness.StartAsync();

        Assert.Null(await service.SendAsync(await service.RequestAsync(Prompts)));

        var themes = service.Published<ThemeExpanded>();
        Assert.Equal(["Squares", "Crosses", "Rings"], themes.Take(3).Select(theme => theme.Name));
        Assert.Contains(themes, theme => theme.Name == "Architecture and interiors");
        var completed = Assert.Single(service.Published<TaxonomyCompleted>());
        Assert.Equal((themes.Count, 12, 120), (completed.Themes, completed.Leaves, completed.ExpectedTriples));
        Assert.Equal(themes.SelectMany(theme => theme.Subtopics).Count(leaf => leaf.OutsideWorld is not null), completed.OutsideLeaves);
        Assert.Equal(completed, Assert.Single(await service.StoredAsync<TaxonomyCompleted>(Collections.Taxonomies, "run-1")));
        Assert.Equal(
            themes.Select(Json).Order(),
            (await service.StoredAsync<ThemeExpanded>(Collections.Themes, "run-1")).Select(Json).Order());
        Assert.Equal(RunState.Running, (await service.Runs.FindAsync("run-1", default))?.State);
    }

    [Fact]
    public async Task Every_theme_names_the_prompts_it_came_from()
    {
        await using var service = await TaxonomyHarness.StartAsync();

        await service.SendAsync(await service.RequestAsync(Prompts));

        var rings = Assert.Single(await service.StoredAsync<ThemeDocument>(Collections.Themes, "run-1"), theme => theme.Name == "Rings");
        PromptEvidence[] expected = [new(1, "a red ring on a white background"), new(2, "two red rings")];
        Assert.Equal(expected, rings.Evidence);
        Assert.Equal(expected, await PromptEvidenceFile.ReadAsync(service.Blobs, rings.AllEvidence, default));
        Assert.Equal(2, rings.EvidenceCount);
    }

    [Fact]
    public async Task A_theme_carries_twenty_prompts_and_stores_them_all()
    {
        await using var service = await TaxonomyHarness.StartAsync();
        string[] kinds = ["quiet", "ancient", "tiny", "burning", "frozen", "floating", "ruined", "golden", "hidden", "striped"];
        string[] places = ["castle in Wales", "temple by night", "house of glass"];
        var prompts = string.Join('\n', kinds.SelectMany(kind => places, (kind, place) => $"{kind} {place}"));

        await service.SendAsync(await service.RequestAsync(prompts));

        var theme = Assert.Single(service.Published<ThemeExpanded>(), theme => theme.Name == "Architecture and interiors");
        Assert.Equal(20, theme.Evidence.Count);
        var stored = (await service.Documents.FindAsync<ThemeDocument>(Collections.Themes, theme.ThemeId, default))!.Value;
        Assert.Equal(30, stored.EvidenceCount);
        Assert.Equal(Enumerable.Range(1, 30), (await PromptEvidenceFile.ReadAsync(service.Blobs, stored.AllEvidence, default)).Select(prompt => prompt.Line));
    }

    [Fact]
    public async Task Prompts_outside_the_world_are_reported_as_such()
    {
        await using var service = await TaxonomyHarness.StartAsync();

        await service.SendAsync(await service.RequestAsync(Prompts));

        var corpus = Assert.Single(await service.StoredAsync<SampledCorpus>(Collections.Corpora, "run-1"));
        Assert.Equal((6, 6, 6, 3, 3), (corpus.Read, corpus.Kept, corpus.Sampled, corpus.InsideWorld, corpus.OutsideWorld));
        Assert.Equal([3, 4, 5], corpus.OutsideExamples.Select(prompt => prompt.Line));
        Assert.Contains("'castle'", corpus.OutsideExamples[0].Reason, StringComparison.Ordinal);
        Assert.Equal(6, (await PromptEvidenceFile.ReadAsync(service.Blobs, corpus.Prompts, default)).Count);
    }

    [Fact]
    public async Task Without_a_corpus_the_built_in_one_is_taken()
    {
        await using var service = await TaxonomyHarness.StartAsync();

        Assert.Null(await service.SendAsync(new RunRequested("run-1", Specs.Demo, null, "demo")));

        var corpus = Assert.Single(await service.StoredAsync<SampledCorpus>(Collections.Corpora, "run-1"));
        Assert.Equal(DemoCorpus.Lines().Count(line => !string.IsNullOrWhiteSpace(line)), corpus.Read);
        Assert.True(corpus.InsideWorld > 50, $"{corpus}");
        Assert.True(corpus.OutsideWorld > 10, $"{corpus}");
        Assert.All(service.Published<ThemeExpanded>().Take(3), theme => Assert.NotEmpty(theme.Evidence));
    }

    private static string Json(ThemeExpanded theme) => JsonSerializer.Serialize(theme, StorageJson.Options);
}
