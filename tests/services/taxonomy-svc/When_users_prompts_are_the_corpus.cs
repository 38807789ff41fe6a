using InstructEngine.Contracts.V1;
using InstructEngine.TaxonomyService.SubtopicDivision;
using InstructEngine.TaxonomyService.TextSampling;
using InstructEngine.TaxonomyService.ThemeExpansion;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy;

public class When_users_prompts_are_the_corpus
{
    private static readonly TaxonomySpec Spec = new("demo", Themes: 15, SubtopicsPerTheme: 8, MinEvidence: 20);

    [Fact]
    public void Every_record_is_kept_or_counted_and_the_sample_points_at_its_lines()
    {
        var path = GoldenFolder.Require("prompts/user_prompts_3000.txt");
        var lines = File.ReadAllLines(path);

        var sample = Sample(path, 1500);

        Report(sample);
        Assert.Equal(3000, sample.Read);
        Assert.Equal(3000, sample.Kept + sample.Dropped.Total);
        Assert.InRange(sample.Kept, 2700, 3000);
        Assert.Equal(1500, sample.Prompts.Count);
        Assert.All(sample.Prompts, prompt => Assert.Equal(PromptCleaner.Clean(lines[prompt.Line - 1]), prompt.Text));
    }

    [Fact]
    public void General_themes_come_from_prompts_that_speak_of_them()
    {
        var path = GoldenFolder.Require("prompts/user_prompts_3000.txt");
        var lines = File.ReadAllLines(path);
        var lexicon = LexiconFile.Load("demo");
        var evidence = EvidenceCollector.Collect(lexicon, Sample(path, 3000).Prompts);

        var themes = ThemeExpander.Expand(lexicon, evidence, Spec);

        Assert.Equal(["Squares", "Crosses", "Rings"], themes.Take(3).Select(theme => theme.Name));
        Assert.Equal(15, themes.Count);
        foreach (var theme in themes.Skip(3))
        {
            var leaves = SubtopicDivider.Divide(lexicon, theme, evidence[theme], Spec);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{evidence[theme].Prompts.Count,5} {theme.Name}: {string.Join(", ", leaves.Select(leaf => $"{leaf.Name} {evidence[theme].CountOf(theme.Subtopics.ToList().FindIndex(s => s.Name == leaf.Name))}"))}");
            Assert.InRange(evidence[theme].Prompts.Count, 20, 3000);
            Assert.All(leaves, leaf => Assert.NotNull(leaf.OutsideWorld));

            var index = new KeywordIndex([theme]);
            Assert.All(evidence[theme].Prompts, prompt => Assert.NotEmpty(index.Match(lines[prompt.Line - 1])));
        }

        var spoken = themes.SelectMany(theme => evidence[theme].Prompts).Select(prompt => prompt.Line).Distinct().Count();
        TestContext.Current.TestOutputHelper?.WriteLine($"{spoken} prompts speak of a theme");
        Assert.True(spoken > 2400, $"only {spoken} prompts speak of a theme");
    }

    [Fact]
    public void Hardly_any_is_inside_the_demo_world_and_none_outside_speaks_of_its_shapes()
    {
        var path = GoldenFolder.Require("prompts/user_prompts_3000.txt");
        var lexicon = LexiconFile.Load("demo");
        var prompts = Sample(path, 3000).Prompts;

        var inside = prompts.Where(prompt => DemoWorld.WhyOutside(prompt.Text) is null).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{inside.Count} inside: {string.Join(" | ", inside.Select(prompt => prompt.Text))}");

        Assert.InRange(inside.Count, 0, 30);
        var evidence = EvidenceCollector.Collect(lexicon, prompts);
        Assert.All(lexicon.Seeds.SelectMany(seed => evidence[seed].Prompts), prompt => Assert.Contains(prompt, inside));
    }

    private static TextSample Sample(string path, int size) =>
        TextSampler.Sample(File.ReadAllBytes(path).AsMemory(), Path.GetFileName(path), new CorpusSpec(size, 3, 1000), seed: 1);

    private static void Report(TextSample sample) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"read {sample.Read}, kept {sample.Kept}, {sample.Dropped}, sampled {sample.Prompts.Count}");
}
