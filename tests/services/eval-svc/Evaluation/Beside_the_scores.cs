using InstructEngine.EvalService.Evaluation;
using InstructEngine.Scoring.Demo;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Evaluation;

public sealed class Beside_the_scores
{
    [Fact]
    public async Task Diversity_is_measured_where_a_scorer_embeds_images_and_prompts_have_several()
    {
        await using var bench = new EvaluationBench { ImagesPerPrompt = 2, Scorers = [new DemoScorer(), new CountingScorer("embeds", _ => 1)] };

        var beside = (await bench.EvaluateAsync(new CountingModels(), null, 1)).Headline.Beside;

        Assert.Equal([SideMeasures.DiversityName, SideMeasures.GridName], beside.Select(measure => measure.Name));
        Assert.Equal(0, beside[0].Figures.Base, 1e-6);
        Assert.Equal(40, beside[0].Figures.Prompts);
        Assert.True(beside[1].Figures.Aligned >= 0);
    }

    [Fact]
    public async Task One_image_a_prompt_shows_no_diversity()
    {
        await using var bench = new EvaluationBench { Scorers = [new CountingScorer("embeds", _ => 1)] };

        var beside = (await bench.EvaluateAsync(new CountingModels(), null, 1)).Headline.Beside;

        Assert.Equal(SideMeasures.GridName, Assert.Single(beside).Name);
    }
}
