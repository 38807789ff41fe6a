using InstructEngine.EvalService.Evaluation;
using InstructEngine.Scoring.Demo;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Evaluation;

public class The_evaluation_compares_like_with_like
{
    [Fact]
    public async Task Both_models_get_the_same_prompts_and_seeds()
    {
        await using var bench = new EvaluationBench();
        var models = new CountingModels();

        var outcome = await bench.EvaluateAsync(models, null, 1);

        var seeds = outcome.Headline.BaseImages.Select(image => (image.Prompt, image.Seed)).ToArray();
        Assert.Equal(seeds, outcome.Headline.AlignedImages.Select(image => (image.Prompt, image.Seed)));
        Assert.Equal(40, seeds.Distinct().Count());
    }

    [Fact]
    public async Task The_figures_are_those_of_the_drawn_scenes()
    {
        await using var bench = new EvaluationBench();

        var headline = (await bench.EvaluateAsync(new CountingModels(), null, 1)).Headline;

        Assert.Equal(0.5, headline[DemoScorer.AllCorrect].Base);
        Assert.Equal(1.0, headline[DemoScorer.AllCorrect].Aligned);
        Assert.Equal(0.75, headline[DemoScorer.AllCorrect].WinRate);
        Assert.Equal(1.0, headline[DemoScorer.AllCorrect].RelativeGain);
        Assert.True(headline[DemoScorer.AllCorrect].Difference.ExcludesZero);
        Assert.Equal(0.5, headline["color"].Base);
        Assert.Equal(1.0, headline["shape"].Base);
        Assert.InRange(headline[DemoScorer.PictureQuality].Aligned, 30, 60);
    }

    [Fact]
    public async Task The_base_is_tried_at_every_guidance_and_a_tie_goes_to_the_first()
    {
        await using var bench = new EvaluationBench();
        var models = new CountingModels();

        var outcome = await bench.EvaluateAsync(models, null, 2, 1, 3);

        Assert.Equal([2.0, 1.0, 3.0], outcome.BaseSweep.Select(entry => entry.GuidanceScale));
        Assert.Null(outcome.AtBest);
        Assert.Equal(3 * 40, models.Drawn.Count(drawn => drawn.Side == EvaluatedModel.Base));
        Assert.Equal([2.0], models.Drawn.Where(drawn => drawn.Side == EvaluatedModel.Aligned).Select(drawn => drawn.GuidanceScale).Distinct());
    }

    [Fact]
    public async Task Progress_ends_at_all_images()
    {
        await using var bench = new EvaluationBench();
        var last = (Done: 0, Total: 0);

        await bench.EvaluateAsync(new CountingModels(), (done, total) => last = done > last.Done ? (done, total) : last, 1);

        Assert.Equal((80, 80), last);
    }
}
