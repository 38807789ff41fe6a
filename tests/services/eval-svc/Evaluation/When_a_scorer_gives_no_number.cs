using InstructEngine.Hosting;
using InstructEngine.Scoring.Demo;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Evaluation;

public sealed class When_a_scorer_gives_no_number
{
    [Fact]
    public async Task Its_images_are_left_out_on_both_sides_and_counted()
    {
        await using var bench = new EvaluationBench();
        var calls = 0;
        var broken = new CountingScorer("broken", image => Interlocked.Increment(ref calls) % 20 == 1 ? double.NaN : 2);
        bench.Scorers = [new DemoScorer(), broken];

        var outcome = await bench.EvaluateAsync(new CountingModels(), null, 1);

        var figures = outcome.Headline["broken"];
        Assert.Equal((2.0, 2.0), (figures.Base, figures.Aligned));
        Assert.InRange(figures.ExcludedImages, 2, 4);
        Assert.Equal(40 - figures.ExcludedImages, figures.Prompts);
        var excluded = Assert.Single(outcome.Headline.Excluded);
        Assert.Equal(("broken", figures.ExcludedImages, figures.ExcludedImages), (excluded.Scorer, excluded.Images, excluded.Prompts));
        Assert.Equal(figures.ExcludedImages, outcome.ToResults().Single(result => result.Scorer == "broken").ExcludedImages);
        Assert.Equal(0, outcome.Headline[DemoScorer.AllCorrect].ExcludedImages);
    }

    [Fact]
    public async Task A_figure_without_any_number_is_missing_and_said_to_be()
    {
        await using var bench = new EvaluationBench { Scorers = [new DemoScorer(), new CountingScorer("broken", _ => double.NaN)] };

        var outcome = await bench.EvaluateAsync(new CountingModels(), null, 1);

        Assert.DoesNotContain(outcome.Headline.Scorers, entry => entry.Name == "broken");
        Assert.Equal(40, Assert.Single(outcome.Headline.Excluded).Prompts);
    }

    [Fact]
    public async Task The_headline_s_scorer_must_have_some()
    {
        await using var bench = new EvaluationBench { Scorers = [new CountingScorer("broken", _ => double.NaN)] };

        var fault = await Assert.ThrowsAsync<RunFailureException>(() => bench.EvaluateAsync(new CountingModels(), null, 1));

        Assert.Contains("'broken' gave no number", fault.Message, StringComparison.Ordinal);
    }
}
