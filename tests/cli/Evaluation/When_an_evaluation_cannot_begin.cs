using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Evaluation;

public sealed class When_an_evaluation_cannot_begin(TinyModelFolder model) : IDisposable
{
    private readonly EvalBench _bench = new(model);

    [Fact]
    public async Task A_scorer_s_folder_without_weights_leaves_the_output_folder_free()
    {
        var empty = Directory.CreateDirectory(_bench.File("clip")).FullName;
        await FailsAsync("clip-score", _bench.Arguments(6, "--steps", "2", "--out", _bench.Out, "--scorers", $"clip-score={empty}")
            .Where((_, i) => i is not (5 or 6)).ToArray());
        await SucceedsAsync();
    }

    [Fact]
    public async Task A_prompt_that_a_scorer_cannot_judge_leaves_the_output_folder_free()
    {
        var arguments = _bench.Arguments(1, "--steps", "2", "--out", _bench.Out);
        arguments[4] = _bench.Write("prompts.txt", "an oil painting of the sea\n");
        await FailsAsync("cannot judge", arguments);
        await SucceedsAsync();
    }

    public void Dispose() => _bench.Dispose();

    private async Task FailsAsync(string why, string[] arguments)
    {
        var (result, drawn) = await EvalBench.RunAsync(arguments);
        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains(why, result.Error, StringComparison.Ordinal);
        Assert.Equal(0, drawn.Base + drawn.Aligned);
        Assert.False(Directory.Exists(_bench.Out));
    }

    private async Task SucceedsAsync()
    {
        var (result, _) = await EvalBench.RunAsync(_bench.Arguments(6, "--steps", "2", "--out", _bench.Out));
        Assert.Equal((0, true), (result.ExitCode, File.Exists(Path.Combine(_bench.Out, "results.json"))));
    }
}
