using InstructEngine.EvalService.Evaluation;
using InstructEngine.Scoring.Demo;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Evaluation;

public sealed class The_base_is_drawn_and_scored_once
{
    [Fact]
    public async Task Another_run_of_the_same_base_and_seeds_draws_its_own_model_alone()
    {
        await using var bench = new EvaluationBench();
        await bench.EvaluateAsync(new CountingModels(), null, 1, 3);

        (bench.RunId, bench.Checkpoint) = ("run-2", new string('d', 64));
        var models = new CountingModels();
        var outcome = await bench.EvaluateAsync(models, null, 1, 3);

        Assert.Equal(40, models.Drawn.Count);
        Assert.All(models.Drawn, drawn => Assert.Equal(EvaluatedModel.Aligned, drawn.Side));
        Assert.Equal(0.5, outcome.Headline[DemoScorer.AllCorrect].Base);
    }

    [Fact]
    public async Task A_scorer_added_later_scores_stored_pictures()
    {
        await using var bench = new EvaluationBench();
        await bench.EvaluateAsync(new CountingModels(), null, 1);

        var added = new CountingScorer("added", image => image.Prompt.Length);
        bench.Scorers = [new DemoScorer(), added];
        var models = new CountingModels();
        var outcome = await bench.EvaluateAsync(models, null, 1);

        Assert.Empty(models.Drawn);
        Assert.Equal(80, added.Scored);
        Assert.Equal(outcome.Prompts.Average(prompt => prompt.Text.Length), outcome.Headline["added"].Base, 1e-9);
        Assert.Equal(1.0, outcome.Headline[DemoScorer.AllCorrect].Aligned);
    }

    [Fact]
    public async Task A_cache_serves_other_stores_and_these_are_whole_without_it()
    {
        await using var cache = new EvaluationBench();
        var scorer = new CountingScorer("counted", image => image.Prompt.Length);
        await using (var first = new EvaluationBench { Cache = cache, Scorers = [scorer] })
            await first.EvaluateAsync(new CountingModels(), null, 1);

        await using var second = new EvaluationBench { Cache = cache, Checkpoint = new string('d', 64), Scorers = [scorer] };
        var models = new CountingModels();
        var outcome = await second.EvaluateAsync(models, null, 1);

        Assert.Equal(40, models.Drawn.Count(drawn => drawn.Side == EvaluatedModel.Aligned));
        Assert.DoesNotContain(models.Drawn, drawn => drawn.Side == EvaluatedModel.Base);
        Assert.Equal(80 + 40, scorer.Scored);
        foreach (var image in outcome.Headline.BaseImages)
            Assert.True(await second.Blobs.ExistsAsync(image.Blob, CancellationToken.None));
    }

    [Fact]
    public async Task Other_seeds_or_settings_are_drawn_anew()
    {
        await using var bench = new EvaluationBench();
        await bench.EvaluateAsync(new CountingModels(), null, 1);

        var models = new CountingModels();
        await bench.EvaluateAsync(models, null, 2);

        Assert.Equal(80, models.Drawn.Count);
    }

    [Fact]
    public async Task A_model_held_against_itself_is_drawn_and_counted_once()
    {
        await using var bench = new EvaluationBench { IsAlone = true };
        var models = new CountingModels();
        var reports = new System.Collections.Concurrent.ConcurrentBag<(int Done, int Total)>();

        var outcome = await bench.EvaluateAsync(models, (done, total) => reports.Add((done, total)), 1, 3);

        Assert.Equal(80, models.Drawn.Count);
        Assert.Equal((80, 80), reports.Max());
        Assert.Equal(outcome.Headline.BaseImages, outcome.Headline.AlignedImages);
    }
}
