using System.Text.RegularExpressions;
using InstructEngine.Cli.Tests.Generation;
using InstructEngine.EvalService.Evaluation;
using Xunit;

namespace InstructEngine.Cli.Tests.Evaluation;

public sealed partial class Progress_of_an_evaluation(TinyModelFolder model) : IDisposable
{
    private readonly EvalBench _bench = new(model);

    [Fact]
    public async Task Of_several_threads_never_goes_back_and_ends_once()
    {
        const int Prompts = 6 * EvaluationPlan.BatchSize;
        var (result, _) = await EvalBench.RunAsync(_bench.Arguments(Prompts, "--lora", _bench.Checkpoint("one"), "--steps", "1", "--out", _bench.Out));

        Assert.Equal(0, result.ExitCode);
        long[] counts = [.. Counted().Matches(result.Error).Select(match => long.Parse(match.Groups[1].ValueSpan))];
        Assert.NotEmpty(counts);
        Assert.Equal(counts.Distinct().Order(), counts);
        Assert.Equal(2 * Prompts, counts[^1]);
    }

    public void Dispose() => _bench.Dispose();

    [GeneratedRegex(@"^evaluation\D+(\d+)", RegexOptions.Multiline)]
    private static partial Regex Counted();
}
