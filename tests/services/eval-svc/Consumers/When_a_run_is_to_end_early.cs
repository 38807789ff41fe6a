using System.Text;
using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Consumers;
using InstructEngine.EvalService.Reporting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Consumers;

public sealed class When_a_run_is_to_end_early
{
    private static readonly TaxonomyCompleted Taxonomy = new("r", 1, 1, 0, 2);
    private static readonly InstructionTripleCreated Triple = new("r", "t-0", "leaf", 0, Dimension.Aesthetics, "a ring", "a <b>red</b> ring", "a blue ring");

    [Fact]
    public async Task The_event_that_says_so_ends_it_with_summary_and_report()
    {
        await using var harness = await StartAsync(RunEnds.Instructions);

        Assert.Null(await harness.SendAsync(Taxonomy));
        Assert.Empty(harness.Published<RunCompleted>());
        Assert.Null(await harness.SendAsync(new InstructionsCompleted("r", 1, 1)));

        var completed = Assert.Single(harness.Published<RunCompleted>());
        Assert.Equal("", completed.DatasetHash);
        var summary = SummaryJson.Read(Encoding.UTF8.GetString(await harness.Blobs.ReadAsync(completed.Summary, default)));
        Assert.Equal(new(1, 1), summary.Triples);
        Assert.Equal((null, null, null, null), (summary.DatasetHash, summary.Pairs, summary.Training, summary.Evaluation));
        Assert.Contains("a &lt;b&gt;red&lt;/b&gt; ring", Encoding.UTF8.GetString(await harness.Blobs.ReadAsync(completed.Report, default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_delivery_says_the_same_again()
    {
        await using var harness = await StartAsync(RunEnds.Taxonomy);

        await harness.SendAsync(Taxonomy);
        await harness.SendAsync(Taxonomy);

        Assert.Equal(2, harness.Published<RunCompleted>().Count);
        Assert.Single(harness.Published<RunCompleted>().Distinct());
    }

    [Fact]
    public async Task Whole_runs_go_on()
    {
        await using var harness = await StartAsync(null);

        await harness.SendAsync(Taxonomy);
        await harness.SendAsync(new InstructionsCompleted("r", 1, 1));
        await harness.SendAsync(new DatasetCompleted("r", "hash", 1, 0, 1, new(new string('a', 64), 1)));

        Assert.Empty(harness.Published<RunCompleted>());
    }

    private static async Task<ServiceHarness> StartAsync(string? until)
    {
        var harness = await ServiceHarness.StartAsync(
            services => services.AddSingleton<SummaryBuilder>().AddSingleton<ReportDataReader>().AddSingleton<RunConclusion>(),
            bus => bus.AddConsumer<RunEndConsumer, RunEndConsumerDefinition>());
        await harness.InsertRunAsync("r", Specs.Demo with { Until = until });
        await harness.Documents.InsertIfAbsentAsync(Collections.Taxonomies, "r", "r", Taxonomy, default);
        await harness.Documents.InsertIfAbsentAsync(Collections.Triples, Triple.TripleId, "r", Triple, default);
        await harness.Documents.InsertIfAbsentAsync(Collections.RejectedTriples, "t-1", "r", new InstructionTripleRejected("r", "t-1", "leaf", "too long"), default);
        return harness;
    }
}
