using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using InstructEngine.Hosting.Specs;
using InstructEngine.Lexicons.Suites;
using InstructEngine.Protos.V1;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Storage.Blobs;
using InstructEngine.TaxonomyService;
using Xunit;
using RunTaxonomy = InstructEngine.Protos.V1.RunTaxonomy;

namespace InstructEngine.Services.Tests.Taxonomy;

public sealed class When_a_run_is_submitted
{
    [Fact]
    public async Task It_is_stored_once_and_its_taxonomy_is_made()
    {
        await using var service = await RunningService.StartAsync(new TaxonomyModule());
        var runs = new Runs.RunsClient(service.Channel);

        var first = await runs.SubmitAsync(new SubmitRunRequest());
        var again = await runs.SubmitAsync(new SubmitRunRequest { SpecJson = DemoSpec.Json });

        Assert.Equal(first.RunId, again.RunId);
        Assert.Equal(first.RequestedAt, again.RequestedAt);
        Assert.Single((await runs.ListAsync(new ListRunsRequest())).Runs);
        var taxonomy = await CompletedAsync(new Taxonomies.TaxonomiesClient(service.Channel), first.RunId);
        Assert.NotEmpty(taxonomy.Themes);
        Assert.Equal(taxonomy.Leaves * RunSpecReader.Demo().Instructions.TriplesPerLeaf, taxonomy.ExpectedTriples);
        var stages = (await runs.GetAsync(new GetRunRequest { RunId = first.RunId })).Stages;
        Assert.Equal(["sampling", "taxonomy", "instructions", "rendering", "training", "evaluation"], stages.Select(stage => stage.Name));
        Assert.Equal(StageState.Completed, stages[0].State);
        Assert.Equal(StageState.Completed, stages[1].State);
        Assert.Equal(taxonomy.ExpectedTriples, stages[2].Total);
    }

    [Fact]
    public async Task The_same_can_be_done_with_JSON_over_HTTP()
    {
        await using var service = await RunningService.StartAsync(new TaxonomyModule());

        using var answer = await service.Http.PostAsJsonAsync("/v1/runs", new { specJson = """{"name":"by hand"}""", corpusName = "p.txt", corpus = "YSByZWQgc3F1YXJlCg==" });
        var run = await answer.Content.ReadFromJsonAsync<JsonElement>();

        var stored = await service.Http.GetFromJsonAsync<JsonElement>($"/v1/runs/{run.GetProperty("runId").GetString()}");
        Assert.Equal("by hand", stored.GetProperty("name").GetString());
        Assert.Equal("p.txt", stored.GetProperty("corpusName").GetString());
    }

    [Fact]
    public async Task The_evaluation_s_prompts_that_come_with_it_are_stored()
    {
        await using var service = await RunningService.StartAsync(new TaxonomyModule());
        var suite = ByteString.CopyFromUtf8("{\"prompt\":\"a red ring\"}\n");

        var run = await new Runs.RunsClient(service.Channel).SubmitAsync(new() { SpecJson = """{"evaluation":{"suite":"file","suiteFile":"x"}}""", Suite = suite });

        var blob = BlobText.Parse(RunSpecReader.Parse(run.SpecJson, "run").Evaluation.SuiteFile!)!;
        Assert.Equal(["a red ring"], SuiteFile.Parse(await service.Blobs.ReadAsync(blob, default), SuiteFile.CanonicalName).Prompts);
    }

    [Theory]
    [InlineData("demo", "{\"prompt\":\"a\"}", "evaluation.suite is \"demo\", which has no file")]
    [InlineData("file", "{\"prompt\":", "suite")]
    [InlineData("file", "", "suite")]
    public async Task Wrong_prompts_of_the_evaluation_are_refused(string name, string suite, string expected)
    {
        await using var service = await RunningService.StartAsync(new TaxonomyModule());
        var spec = name == "demo" ? "{}" : """{"evaluation":{"suite":"file","suiteFile":"x"}}""";

        var refused = await Assert.ThrowsAsync<RpcException>(
            () => new Runs.RunsClient(service.Channel).SubmitAsync(new() { SpecJson = spec, Suite = ByteString.CopyFromUtf8(suite) }).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains(expected, refused.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"seeed":1}""", "spec_json: seeed: unknown key; did you mean seed?.")]
    [InlineData("""{"rendering":{"model":"../x"}}""", "rendering.model is \"../x\"")]
    [InlineData("{", "spec_json: the spec: line 1")]
    public async Task A_wrong_spec_is_refused_with_its_errors(string spec, string expected)
    {
        await using var service = await RunningService.StartAsync(new TaxonomyModule());
        var runs = new Runs.RunsClient(service.Channel);

        var message = await RunningService.RefusedAsync(StatusCode.InvalidArgument, async () => await runs.SubmitAsync(new SubmitRunRequest { SpecJson = spec }));

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Empty((await runs.ListAsync(new ListRunsRequest())).Runs);
        using var answer = await service.Http.PostAsJsonAsync("/v1/runs", new { specJson = spec });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("", "p.txt", "is empty")]
    [InlineData("\0\u0001\u0002\0\0\0\0\0\0\0", "p.txt", "p.txt")]
    [InlineData("a red square", "a\nb", "corpus_name")]
    public async Task A_corpus_that_cannot_be_used_is_refused(string corpus, string name, string expected)
    {
        await using var service = await RunningService.StartAsync(new TaxonomyModule());
        var request = new SubmitRunRequest { Corpus = ByteString.CopyFromUtf8(corpus), CorpusName = name };

        var message = await RunningService.RefusedAsync(
            StatusCode.InvalidArgument, async () => await new Runs.RunsClient(service.Channel).SubmitAsync(request));

        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corpus_over_the_limit_is_refused()
    {
        await using var service = await RunningService.StartAsync(new TaxonomyModule());
        var request = new SubmitRunRequest { Corpus = UnsafeByteOperations.UnsafeWrap(new byte[100_000_001]), CorpusName = "big.txt" };

        var message = await RunningService.RefusedAsync(
            StatusCode.InvalidArgument, async () => await new Runs.RunsClient(service.Channel).SubmitAsync(request));

        Assert.Contains("over the limit", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_failed_goes_on()
    {
        await using var service = await RunningService.StartAsync(new TaxonomyModule());
        var runs = new Runs.RunsClient(service.Channel);
        var run = await runs.SubmitAsync(new SubmitRunRequest());
        await service.Runs.FailAsync(run.RunId, "render-svc", "no such model", default);

        var again = await runs.SubmitAsync(new SubmitRunRequest());

        Assert.Equal((run.RunId, RunState.Running, ""), (again.RunId, again.State, again.FailureReason));
    }

    private static async Task<RunTaxonomy> CompletedAsync(Taxonomies.TaxonomiesClient taxonomies, string runId)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var taxonomy = await taxonomies.GetTaxonomyAsync(new GetTaxonomyRequest { RunId = runId });
            if (taxonomy.Completed)
                return taxonomy;

            await Task.Delay(100);
        }

        throw new TimeoutException("The taxonomy was not completed within a minute.");
    }
}
