using InstructEngine.Contracts.V1;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TaxonomyService.SubtopicDivision;
using InstructEngine.TaxonomyService.ThemeExpansion;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.ThemeExpansion;

public class Expansion
{
    private static readonly Lexicon Small = new(
        "small",
        [new("Rings", "", "ring", [new("Red rings", ["red ring"], null), new("Blue rings", ["blue ring"], null)])],
        [
            Theme("Cats", "cat"),
            Theme("Boats", "boat"),
            Theme("Cats and kittens", "kitten"),
            Theme("Trees", "tree"),
        ]);

    [Fact]
    public void Puts_the_seeds_first_and_then_what_the_corpus_speaks_of_most() =>
        Assert.Equal(["Rings", "Boats", "Cats"], Names(Taxonomy(themes: 9, minEvidence: 2), "boat", "cat", "boat one", "cat one", "boat two", "tree"));

    [Fact]
    public void Stops_at_the_target() =>
        Assert.Equal(["Rings", "Cats"], Names(Taxonomy(themes: 2, minEvidence: 1), "boat", "cat", "cat one"));

    [Fact]
    public void Adds_nothing_that_too_few_prompts_speak_of() =>
        Assert.Equal(["Rings"], Names(Taxonomy(themes: 9, minEvidence: 3), "cat", "cat one", "boat"));

    [Fact]
    public void Takes_only_new_themes() =>
        Assert.Equal(["Rings", "Cats and kittens"], Names(Taxonomy(themes: 9, minEvidence: 1), "kitten", "kitten one", "cat"));

    [Fact]
    public void Orders_the_subtopics_of_a_general_theme_by_evidence_and_leaves_out_silent_ones()
    {
        var theme = new LexiconTheme("Animals", "", null, [new("Cats", ["cat"], ["cat"]), new("Dogs", ["dog"], ["dog"]), new("Owls", ["owl"], ["owl"])]);

        var leaves = SubtopicDivider.Divide(Small, theme, new ThemeEvidence([], [[1], [2, 3, 4, 5], []]), Specs.Taxonomy);

        Assert.Equal(["Dogs", "Cats"], leaves.Select(leaf => leaf.Name));
        Assert.All(leaves, leaf => Assert.Contains($"'{leaf.Entities[0]}'", leaf.OutsideWorld, StringComparison.Ordinal));
    }

    [Fact]
    public void Keeps_a_seeds_subtopics_without_any_evidence()
    {
        var leaves = SubtopicDivider.Divide(Small, Small.Seeds[0], ThemeEvidence.Empty(2), Specs.Taxonomy);

        Assert.Equal(["Red rings", "Blue rings"], leaves.Select(leaf => leaf.Name));
        Assert.All(leaves, leaf => Assert.Null(leaf.OutsideWorld));
        Assert.Single(SubtopicDivider.Divide(Small, Small.Seeds[0], ThemeEvidence.Empty(2), Specs.Taxonomy with { SubtopicsPerTheme = 1 }));
    }

    [Theory]
    [InlineData("Cat", "Cats", false)]
    [InlineData("Cats and dogs", "Cats", false)]
    [InlineData("Fantasy cities", "City of fantasy", false)]
    [InlineData("Boats", "Boating", true)]
    [InlineData("Objects and things", "Things of art", true)]
    [InlineData("Flowers", "Food", true)]
    public void Knows_a_theme_under_another_name(string name, string sibling, bool isNew) =>
        Assert.Equal(isNew, ThemeNames.IsNew(name, ["Rings", sibling]));

    private static LexiconTheme Theme(string name, string keyword) => new(name, "", null, [new(name, [keyword], [keyword])]);

    private static TaxonomySpec Taxonomy(int themes, int minEvidence) => Specs.Taxonomy with { Themes = themes, MinEvidence = minEvidence };

    private static IEnumerable<string> Names(TaxonomySpec spec, params string[] prompts)
    {
        var evidence = EvidenceCollector.Collect(Small, prompts.Select((text, i) => new PromptEvidence(i + 1, text)));
        return ThemeExpander.Expand(Small, evidence, spec).Select(theme => theme.Name);
    }
}
