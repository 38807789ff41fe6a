using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Suites;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.EvalService.Evaluation;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Suites;

public sealed class When_instructions_repeat_the_suite
{
    private static readonly string Prompt = new DemoSuite().Take(4)[3].Text;

    [Fact]
    public async Task Word_for_word_the_run_ends_before_training()
    {
        await using var bench = await BenchAsync("a thing of no suite at all", Prompt.ToUpperInvariant() + "!");

        var fault = await Assert.ThrowsAsync<RunFailureException>(() => Overlaps(bench).RequireNoneAsync(Run(), TestContext.Current.CancellationToken));

        Assert.Contains("1 of 3 instructions are prompts of the suite 'demo'", fault.Message, StringComparison.Ordinal);
        var stored = await bench.Documents.FindAsync<SuiteOverlap>(SuiteOverlap.Collection, "run-1", TestContext.Current.CancellationToken);
        Assert.Equal((1, "exact", Prompt), (stored!.Value.Exact, stored.Value.Examples[0].Kind, stored.Value.Examples[0].Prompt));
    }

    [Fact]
    public async Task It_goes_on_where_the_spec_says_so()
    {
        await using var bench = await BenchAsync("a thing of no suite at all", Prompt);

        await Overlaps(bench).RequireNoneAsync(Run("report"), TestContext.Current.CancellationToken);

        Assert.Equal(1, (await Overlaps(bench).FindAsync(Run("report"), TestContext.Current.CancellationToken))!.Exact);
    }

    [Fact]
    public async Task Nearly_or_within_a_sentence_it_is_reported_and_the_run_goes_on()
    {
        await using var bench = await BenchAsync("a thing of no suite at all", $"in the evening {Prompt} seen from above");

        await Overlaps(bench).RequireNoneAsync(Run(), TestContext.Current.CancellationToken);

        var found = await Overlaps(bench).FindAsync(Run(), TestContext.Current.CancellationToken);
        Assert.Equal((0, 1, 3), (found!.Exact, found.Near, found.Instructions));
    }

    [Fact]
    public async Task A_run_without_instructions_has_none()
    {
        await using var bench = new EvaluationBench();
        await bench.InitializeAsync();

        Assert.Null(await Overlaps(bench).FindAsync(Run(), TestContext.Current.CancellationToken));
    }

    private static SuiteOverlaps Overlaps(EvaluationBench bench) => new(
        bench.Documents, new PromptSuites(bench.Blobs, new SuiteDownloads(new("nowhere", new Dictionary<string, Uri>()), new HttpClient())));

    private static RunDocument Run(string? overlap = null) => new(
        "run-1", Specs.Demo with { Evaluation = Specs.Demo.Evaluation with { Overlap = overlap } }, null, "prompts", DateTimeOffset.UnixEpoch, RunState.Running);

    private static async Task<EvaluationBench> BenchAsync(string preferred, string dispreferred)
    {
        var bench = new EvaluationBench();
        await bench.InitializeAsync();
        var triple = new InstructionTripleCreated("run-1", "t1", "l1", 0, Dimension.Aesthetics, "words that nobody measures with", preferred, dispreferred);
        await bench.Documents.InsertIfAbsentAsync(Collections.Triples, "t1", "run-1", triple, TestContext.Current.CancellationToken);
        return bench;
    }
}
