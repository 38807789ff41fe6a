using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Suites;
using InstructEngine.Scoring;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Evaluation;

public sealed class Figures_by_category
{
    private static readonly SuitePrompt[] Prompts = [.. Enumerable.Range(0, 12).Select(i => new SuitePrompt(i, $"prompt {i}", i < 9 ? "many" : "few"))];

    private static ModelComparison Comparison => ComparisonBuilder.Compare(
        7.5, ["score"], Images(_ => 1), Images(prompt => prompt < 9 ? 3 : 0.5), seed: 1, ["score"], Prompts);

    [Fact]
    public void Are_those_of_the_category_s_prompts_alone()
    {
        var categories = Comparison.Categories;

        Assert.Equal([("many", 9), ("few", 3)], categories.Select(category => (category.Name, category.Prompts)));
        Assert.Equal((3.0, 1.0), (categories[0].Scorers[0].Figures.Aligned, categories[0].Scorers[0].Figures.WinRate));
        Assert.Equal((0.5, 0.0), (categories[1].Scorers[0].Figures.Aligned, categories[1].Scorers[0].Figures.WinRate));
    }

    [Fact]
    public void Have_no_interval_with_too_few_prompts_and_say_so()
    {
        var categories = Comparison.Categories;

        Assert.False(categories[0].Scorers[0].Figures.Difference.TooFew);
        Assert.True(categories[1].Scorers[0].Figures.Difference.TooFew);
        Assert.Equal(new bool?[] { null, true }, Comparison.ToCategoryResults()!.Select(category => category.Results[0].TooFewPrompts));
    }

    [Fact]
    public void Are_none_where_the_suite_has_no_categories() => Assert.Null(
        ComparisonBuilder.Compare(1, ["score"], Images(_ => 1), Images(_ => 2), seed: 1, null, [.. Prompts.Select(prompt => prompt with { Category = null })]).ToCategoryResults());

    private static EvaluatedImage[] Images(Func<int, double> score) =>
    [
        .. Prompts.Select(prompt => new EvaluatedImage(
            prompt.Index, 0, 1, new BlobReference(new string('a', 64), 1), new ImageScores(new Dictionary<string, double> { ["score"] = score(prompt.Index) }, []))),
    ];
}
