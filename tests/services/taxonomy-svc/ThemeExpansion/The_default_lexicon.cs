using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TaxonomyService.ThemeExpansion;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.ThemeExpansion;

public class The_default_lexicon
{
    private static readonly Lexicon Default = LexiconFile.Load("default");

    [Fact]
    public void Gives_twenty_themes_of_twenty_subtopics_whatever_the_corpus_speaks_of()
    {
        var themes = Select(20, 20, "a red ring");

        Assert.Equal(20, themes.Count);
        Assert.All(themes, theme => Assert.Equal(20, theme.Theme.Subtopics.Count));
        Assert.Equal(Default.Themes.Select(theme => theme.Name), themes.Select(theme => theme.Theme.Name));
        Assert.All(themes.SelectMany(theme => theme.Theme.Subtopics), leaf => Assert.StartsWith("default/", leaf.Source, StringComparison.Ordinal));
    }

    [Fact]
    public void Gives_fewer_themes_from_all_groups_when_the_corpus_is_silent() =>
        Assert.Equal(5, Select(5, 3, "xyzzy").Select(theme => theme.Theme.Group).Distinct().Count());

    [Fact]
    public void Gives_what_the_corpus_speaks_of_before_the_rest_and_keeps_the_written_order()
    {
        var themes = Select(2, 1, "a dachshund asleep", "a pug on a cushion", "a terrier", "sourdough bread", "a loaf of rye bread", "bread rolls");

        Assert.Equal(["Pets and farm animals", "Savoury food"], themes.Select(theme => theme.Theme.Name));
        Assert.Equal("Small dogs", Assert.Single(themes[0].Theme.Subtopics).Name);
    }

    [Theory]
    [InlineData(33, 20, "taxonomy.themes is 33, but the lexicon 'default' has 20 themes: 13 would be missing.")]
    [InlineData(20, 25, "taxonomy.subtopicsPerTheme is 25, but 'Everyday life' of the lexicon 'default' has 20 subtopics: 5 would be missing.")]
    public void Says_what_is_missing_of_larger_targets(int themes, int subtopics, string expected)
    {
        var failure = Assert.Throws<RunFailureException>(() => ThemeSelection.EnsureEnough("default", Default.Themes, Spec(themes, subtopics)));

        Assert.StartsWith(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains("language-model", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Knows_the_leaf_that_a_prompt_speaks_of()
    {
        var themes = Select(20, 20, "a chihuahua in a basket", "two chihuahuas");

        var leaf = themes.SelectMany(theme => theme.Theme.Subtopics.Zip(theme.LinesBySubtopic)).Single(entry => entry.Second.Count > 0);
        Assert.Equal(("Small dogs", 2), (leaf.First.Name, leaf.Second.Count));
    }

    private static IReadOnlyList<InstructEngine.TaxonomyService.PlannedTheme> Select(int themes, int subtopics, params string[] prompts) => ThemeSelection.Select(
        Default.Themes, EvidenceCollector.Collect(Default, prompts.Select((text, i) => new PromptEvidence(i + 1, text))), Spec(themes, subtopics));

    private static TaxonomySpec Spec(int themes, int subtopics) =>
        Specs.Taxonomy with { Lexicon = "default", Themes = themes, SubtopicsPerTheme = subtopics };
}
