using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Evaluation;

public class A_restart_draws_nothing_twice
{
    [Fact]
    public async Task After_a_failure_only_what_is_missing_is_drawn()
    {
        await using var bench = new EvaluationBench();
        var batches = 0;
        var failing = new CountingModels { BeforeBatch = () => FailAt(5, ref batches) };
        await Assert.ThrowsAsync<IOException>(() => bench.EvaluateAsync(failing, null, 1, 3));

        var second = new CountingModels();
        var outcome = await bench.EvaluateAsync(second, null, 1, 3);

        Assert.NotEmpty(failing.Drawn);
        Assert.Equal(3 * 40, failing.Drawn.Count + second.Drawn.Count);
        Assert.Empty(failing.Drawn.Intersect(second.Drawn));
        Assert.Equal(40, outcome.Headline.AlignedImages.Count);
    }

    [Fact]
    public async Task A_second_evaluation_draws_nothing_and_finds_the_same()
    {
        await using var bench = new EvaluationBench();
        var first = await bench.EvaluateAsync(new CountingModels(), null, 1);

        var models = new CountingModels();
        var second = await bench.EvaluateAsync(models, null, 1);

        Assert.Empty(models.Drawn);
        Assert.Equal(first.ToResults(), second.ToResults());
    }

    private static void FailAt(int batch, ref int counter)
    {
        if (Interlocked.Increment(ref counter) >= batch)
            throw new IOException("The disk is gone.");
    }
}
