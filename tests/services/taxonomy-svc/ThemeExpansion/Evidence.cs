using InstructEngine.Contracts.V1;
using InstructEngine.TaxonomyService.ThemeExpansion;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.ThemeExpansion;

public class Evidence
{
    private static readonly Lexicon Demo = LexiconFile.Load("demo");

    [Theory]
    [InlineData("a drawing of three red boxes on a white background", "Squares", "Red squares")]
    [InlineData("two stretched yellow hoops on black", "Rings", "Yellow rings")]
    [InlineData("green plus sign", "Crosses", "Green crosses")]
    public void Of_a_prompt_inside_the_world_goes_to_its_shape_and_colour_alone(string prompt, string theme, string subtopic)
    {
        var (found, evidence) = Assert.Single(Spoken(prompt));

        Assert.Equal(theme, found.Name);
        Assert.Equal(subtopic, Assert.Single(found.Subtopics, entry => evidence.CountOf(found.Subtopics.ToList().IndexOf(entry)) == 1).Name);
    }

    [Fact]
    public void Of_a_shape_without_colour_speaks_of_the_theme_and_of_no_subtopic()
    {
        var (theme, evidence) = Assert.Single(Spoken("three rings"));

        Assert.Equal("Rings", theme.Name);
        Assert.All(evidence.LinesBySubtopic, Assert.Empty);
    }

    [Fact]
    public void Of_a_prompt_outside_the_world_never_goes_to_a_seed()
    {
        var themes = Spoken("a red cross flag and a golden ring on a castle tower").Select(entry => entry.Theme).ToList();

        Assert.Contains(themes, theme => theme.Name == "Architecture and interiors");
        Assert.DoesNotContain(themes, theme => theme.Subject is not null);
    }

    [Fact]
    public void Counts_a_prompt_once_a_theme_however_often_it_speaks_of_it()
    {
        var (_, evidence) = Assert.Single(Spoken("a dog, a cat, a dog and an owl"));

        Assert.Single(evidence.Prompts);
        Assert.Equal(3, evidence.LinesBySubtopic.Sum(lines => lines.Count));
    }

    private static List<(LexiconTheme Theme, ThemeEvidence Evidence)> Spoken(string prompt) =>
        [.. EvidenceCollector.Collect(Demo, [new PromptEvidence(4, prompt)]).Where(entry => entry.Value.Prompts.Count > 0).Select(entry => (entry.Key, entry.Value))];
}
