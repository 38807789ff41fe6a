using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.ThemeExpansion;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.Outlines;

public class A_taxonomy_file
{
    [Theory]
    [InlineData("default")]
    [InlineData("demo")]
    public void Read_back_is_the_taxonomy_that_was_written(string lexicon)
    {
        var outline = LexiconOutlines.Of(lexicon);

        var yaml = OutlineFile.Read(OutlineFile.WriteYaml(outline), "t.yaml");
        var json = OutlineFile.Read(OutlineFile.WriteJson(outline), "t.json");

        Assert.Equal(OutlineFile.Canonical(outline), OutlineFile.Canonical(yaml));
        Assert.Equal(OutlineFile.Canonical(outline), OutlineFile.Canonical(json));
        Assert.Empty(OutlineDiff.Between(outline, yaml));
    }

    [Fact]
    public void Keeps_texts_that_YAML_could_take_for_something_else()
    {
        var subtopic = new LexiconSubtopic("yes", ["null", "1e3", "- dash", "a: b", "\"quoted\" # not a comment", "crêpe 🥞", "{x}"], ["~", "true"], "Off.");
        var outline = new TaxonomyOutline("no", [new("123", "It's: fine.", null, [subtopic])]);

        Assert.Equal(OutlineFile.Canonical(outline), OutlineFile.Canonical(OutlineFile.Read(OutlineFile.WriteYaml(outline), "t.yaml")));
        Assert.Equal(OutlineFile.Canonical(outline), OutlineFile.Canonical(OutlineFile.Read(OutlineFile.WriteJson(outline), "t.json")));
    }

    [Fact]
    public void Forgets_the_source_of_a_subtopic_that_was_changed()
    {
        var outline = LexiconOutlines.Of("default");
        var text = OutlineFile.WriteYaml(outline).Replace("- dachshund\n", "- sausage dog\n", StringComparison.Ordinal);

        var read = OutlineFile.Read(text, "t.yaml");

        Assert.Null(read.Themes.SelectMany(theme => theme.Subtopics).Single(leaf => leaf.Name == "Small dogs").Source);
        Assert.Equal(399, read.Themes.SelectMany(theme => theme.Subtopics).Count(leaf => leaf.Source is not null));
        var change = Assert.Single(OutlineDiff.Between(outline, read));
        Assert.Equal(("changed", "Pets and farm animals/Small dogs"), (change.Kind, change.Node));
        Assert.Equal(["entities: + \"sausage dog\", - \"dachshund\"", "keywords: + \"sausage dog\", - \"dachshund\""], change.Details);
    }

    [Fact]
    public void With_errors_gets_them_all_with_their_lines()
    {
        const string text = """
            format: instructengine-taxonomy/1
            themes:
              - name: Cats
                colour: red
                subtopics:
                  - name: Big cats
                    entities: []
                  - name: big-cats
                    source: default/nope/x
                    entities: [tiger, {a: b}]
              - name: Dogs
            """;

        var refusal = Assert.Throws<OutlineException>(() => OutlineFile.Read(text, "bad.yaml"));

        Assert.Equal(
            [
                (4, "themes[0].colour"), (7, "themes[0].subtopics[0].entities"), (8, "themes[0].subtopics[1].name"),
                (9, "themes[0].subtopics[1].source"), (10, "themes[0].subtopics[1].entities[1]"), (11, "themes[1].subtopics"),
            ],
            refusal.Errors.Select(error => ((int)error.Line, error.Path)));
        Assert.Contains("bad.yaml has 6 errors", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("line 4: themes[0].colour is an unknown key; known here: name, group", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: [1\nb: 2")]
    [InlineData("{\"themes\": [")]
    [InlineData("themes: *x")]
    [InlineData("a: &x [1]\nthemes: *x")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("just text")]
    [InlineData("a: 1\n---\nb: 2")]
    [InlineData("themes: \"\\ud800\"")]
    [InlineData("format: other/2\nthemes: [{name: A, subtopics: [{name: B, entities: [c]}]}]")]
    public void That_is_none_is_refused(string text) =>
        Assert.Throws<OutlineException>(() => OutlineFile.Read(text, "t.yaml"));

    [Fact]
    public void That_is_nested_without_end_is_refused_before_it_is_read() =>
        Assert.Contains(
            "nested deeper", Assert.Throws<OutlineException>(() => OutlineFile.Read(new string('[', 100_000), "t.yaml")).Message, StringComparison.Ordinal);
}
