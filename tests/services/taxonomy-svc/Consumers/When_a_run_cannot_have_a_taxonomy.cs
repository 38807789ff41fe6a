using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TaxonomyService;
using InstructEngine.TaxonomyService.ThemeExpansion;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.Consumers;

public class When_a_run_cannot_have_a_taxonomy
{
    [Fact]
    public async Task A_corpus_that_cannot_be_read_fails_the_run_with_its_reason()
    {
        await using var service = await TaxonomyHarness.StartAsync();

        var failure = Assert.IsType<RunFailureException>(await service.SendAsync(await service.RequestAsync("\n\n\n")));

        Assert.Contains("'prompts.txt' holds no prompts, only blank lines", failure.Message, StringComparison.Ordinal);
        Assert.Empty(service.Published<ThemeExpanded>());
        Assert.Equal(0, await service.Documents.CountAsync(Collections.Corpora, "run-1", default));
    }

    [Fact]
    public async Task An_unknown_lexicon_fails_the_run()
    {
        await using var service = await TaxonomyHarness.StartAsync();
        var spec = Specs.Demo with { Taxonomy = Specs.Taxonomy with { Lexicon = "latin" } };

        var failure = Assert.IsType<RunFailureException>(await service.SendAsync(await service.RequestAsync("a red ring\n", spec)));

        Assert.Contains("taxonomy.lexicon is 'latin'; there is: default, demo, none", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_taxonomy_of_which_nothing_can_be_drawn_fails_the_run()
    {
        var leaf = new Subtopic("leaf", "Castles", ["castle"], DemoWorld.WhyOutside("castle"));
        var theme = new ThemeDocument("run-1", "theme", "Places", "", [leaf], [], 0, 0, new("", 0));

        var failure = Assert.Throws<RunFailureException>(
            () => TaxonomyBuilder.Count(new RunRequested("run-1", Specs.Demo, null, "demo"), [theme]));

        Assert.Contains("can draw none of the 1 subtopics of the taxonomy (e.g. 'Castles': The demo world has no 'castle'.)", failure.Message, StringComparison.Ordinal);
    }
}
