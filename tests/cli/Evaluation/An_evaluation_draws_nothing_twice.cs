using InstructEngine.Cli.Tests.Generation;
using InstructEngine.EvalService.Evaluation;
using Xunit;

namespace InstructEngine.Cli.Tests.Evaluation;

public sealed class An_evaluation_draws_nothing_twice(TinyModelFolder model) : IDisposable
{
    private readonly EvalBench _bench = new(model);

    [Fact]
    public async Task After_a_kill_in_the_middle()
    {
        const int Prompts = 8 * EvaluationPlan.BatchSize;
        var arguments = _bench.Arguments(Prompts, "--lora", _bench.Checkpoint("one"), "--steps", "30", "--out", _bench.Out);
        await _bench.KillInTheMiddleAsync(arguments);
        var stored = EvaluationPlan.BatchSize * await _bench.StoredBatchesAsync();

        var (result, drawn) = await EvalBench.RunAsync(arguments);
        Assert.Equal(0, result.ExitCode);
        Assert.InRange(stored, 1, (2 * Prompts) - 1);
        Assert.Equal((2 * Prompts) - stored, drawn.Base + drawn.Aligned);
        Assert.Equal(Prompts, Directory.GetFiles(Path.Combine(_bench.Out, "images", "aligned")).Length);

        var (_, again) = await EvalBench.RunAsync(arguments);
        Assert.Equal((0, 0), (again.Base, again.Aligned));
    }

    [Fact]
    public async Task Of_the_base_for_a_second_checkpoint()
    {
        var (first, one) = await EvalBench.RunAsync(_bench.Arguments(6, "--lora", _bench.Checkpoint("one"), "--steps", "2", "--out", _bench.File("a")));
        var (second, two) = await EvalBench.RunAsync(
            _bench.Arguments(6, "--lora", _bench.Checkpoint("two"), "--lora-scale", "0.5", "--steps", "2", "--out", _bench.File("b")));

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal((6, 6), (one.Base, one.Aligned));
        Assert.Equal((0, 6), (two.Base, two.Aligned));
        Assert.Equal(6, Directory.GetFiles(_bench.File("b/images/base")).Length);
    }

    public void Dispose() => _bench.Dispose();
}
