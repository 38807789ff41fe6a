using System.Text.Json;
using InstructEngine.Cli.Tests.Generation;
using Xunit;

namespace InstructEngine.Cli.Tests.Evaluation;

public sealed class A_model_evaluated_alone(TinyModelFolder model) : IDisposable
{
    private readonly EvalBench _bench = new(model);

    [Fact]
    public async Task Has_its_figures_and_no_other_model_s()
    {
        var (result, drawn) = await EvalBench.RunAsync(_bench.Arguments(6, "--steps", "2", "--out", _bench.Out, "--json"));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal((6, 0), (drawn.Base, drawn.Aligned));
        Assert.Equal(6, Directory.GetFiles(Path.Combine(_bench.Out, "images", "model")).Length);
        Assert.False(File.Exists(Path.Combine(_bench.Out, "report.html")));
        var results = JsonDocument.Parse(result.Output).RootElement;
        Assert.False(results.TryGetProperty("aligned", out var aligned) && aligned.ValueKind != JsonValueKind.Null);
        Assert.InRange(results.GetProperty("evaluation").GetProperty("scores").GetProperty("all-correct").GetProperty("base").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task Takes_256_prompts_of_the_endless_suite_where_nobody_says_how_many()
    {
        var (result, drawn) = await EvalBench.RunAsync(
            "eval", "--model", model.Path, "--prompts", "demo", "--scorers", "demo", "--guidance", "1", "--steps", "1", "--cache", _bench.Cache, "--out", _bench.Out);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal((256, 0), (drawn.Base, drawn.Aligned));
    }

    public void Dispose() => _bench.Dispose();
}
