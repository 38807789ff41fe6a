using InstructEngine.Demo.Captions;
using InstructEngine.Hosting;
using InstructEngine.Lexicons.Similarity;
using InstructEngine.TaxonomyService.ThemeExpansion;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.ThemeExpansion;

public class The_demo_lexicon
{
    private static readonly Lexicon Demo = LexiconFile.Load("demo");

    [Fact]
    public void Starts_with_what_the_renderer_knows()
    {
        Assert.Equal(["Squares", "Crosses", "Rings"], Demo.Seeds.Select(seed => seed.Name));
        Assert.All(Demo.Seeds, seed => Assert.Equal(4, seed.Subtopics.Count));
        Assert.All(Demo.Seeds.SelectMany(seed => seed.Subtopics), subtopic => Assert.Null(DemoWorld.WhyOutside(subtopic.Entities)));
        Assert.All(Demo.Seeds, seed => Assert.NotNull(ScenePrompt.Parse(seed.Subject!).Scene?.Shape));
    }

    [Fact]
    public void Has_general_themes_that_the_renderer_does_not_know()
    {
        Assert.InRange(Demo.Themes.Count, 10, 20);
        Assert.All(Demo.Themes, theme => Assert.InRange(theme.Subtopics.Count, 4, 8));
        Assert.All(Demo.Themes.SelectMany(theme => theme.Subtopics), subtopic =>
        {
            Assert.All(subtopic.Entities, entity => Assert.NotNull(DemoWorld.WhyOutside(entity)));
            Assert.NotEmpty(subtopic.Keywords!);
        });
    }

    [Fact]
    public void Repeats_no_name_and_within_a_theme_no_keyword()
    {
        var themes = Demo.Seeds.Concat(Demo.Themes).ToList();
        for (var i = 0; i < themes.Count; i++)
            Assert.True(ThemeNames.IsNew(themes[i].Name, themes.Take(i).Select(theme => theme.Name)), themes[i].Name);

        Assert.All(Demo.Themes, theme =>
        {
            Assert.Distinct(theme.Subtopics.Select(subtopic => subtopic.Name));
            Assert.Distinct(theme.Subtopics.SelectMany(subtopic => subtopic.Keywords!).Select(PromptKey.Of));
        });
    }

    [Fact]
    public void Is_named_when_another_is_asked_for()
    {
        var failure = Assert.Throws<RunFailureException>(() => LexiconFile.Load("../demo"));

        Assert.Equal("taxonomy.lexicon is '../demo'; there is: default, demo, none.", failure.Message);
    }
}
