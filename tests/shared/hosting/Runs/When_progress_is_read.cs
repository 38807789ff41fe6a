using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Shared.Tests.Hosting.Runs;

public sealed class When_progress_is_read : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDocumentStore _documents = null!;
    private RunProgressReader _reader = null!;

    public async ValueTask InitializeAsync()
    {
        _documents = new SqliteDocumentStore(Path.Combine(_folder.Path, "run.db"));
        await _documents.InitializeAsync(default);
        _reader = new RunProgressReader(_documents);
    }

    [Fact]
    public async Task An_unknown_run_waits_in_every_stage()
    {
        var progress = await _reader.ReadAsync("r", default);

        Assert.Null(progress.Run);
        Assert.All(progress.Stages, stage => Assert.Equal((StageState.Waiting, 0L), (stage.State, stage.Done)));
        Assert.Equal(
            [Stages.Sampling, Stages.Taxonomy, Stages.Instructions, Stages.Rendering, Stages.Training, Stages.Evaluation],
            progress.Stages.Select(stage => stage.Stage));
    }

    [Theory]
    [InlineData(RunEnds.Taxonomy, Stages.Taxonomy)]
    [InlineData(RunEnds.Instructions, Stages.Instructions)]
    [InlineData(RunEnds.Dataset, Stages.Rendering)]
    public async Task A_run_has_the_stages_that_it_goes_through(string until, string last)
    {
        await StoreAsync(Collections.Runs, "r", SampleRuns.Create("r") with { Spec = SampleRuns.Spec with { Until = until } });

        Assert.Equal(last, (await _reader.ReadAsync("r", default)).Stages[^1].Stage);
    }

    [Fact]
    public async Task It_follows_from_what_is_stored()
    {
        await StoreAsync(Collections.Runs, "r", SampleRuns.Create("r"));
        await StoreAsync(Collections.Corpora, "r", new { Sampled = 400 });
        await StoreAsync(Collections.Taxonomies, "r", new TaxonomyCompleted("r", 8, 3, 2, 4));
        for (var i = 0; i < 3; i++)
            await StoreAsync(Collections.Triples, $"t{i}", new { });

        await StoreAsync(Collections.RejectedTriples, "t3", new { });
        await StoreAsync(Collections.Pairs, "t0", new { });
        await StoreAsync(Collections.RejectedPairs, "t1", new { });
        await StoreAsync(Collections.Jobs, "j", new JobDocument(
            "j", "r", JobKinds.Train, "{}", JobState.Running, "me", 1, null, new(30, 150, "steps", "loss 0.61"), null, null, 1));

        var stages = (await _reader.ReadAsync("r", default)).Stages;

        Assert.Equal(new(Stages.Sampling, 400, 400, "prompts", null, StageState.Completed), stages[0]);
        Assert.Equal(new(Stages.Taxonomy, 8, 8, "themes", "3 leaves, 2 outside", StageState.Completed), stages[1]);
        Assert.Equal(new(Stages.Instructions, 4, 4, "triples", "1 rejected", StageState.Completed), stages[2]);
        Assert.Equal(new(Stages.Rendering, 2, 3, "pairs", "1 rejected", StageState.Running), stages[3]);
        Assert.Equal(new(Stages.Training, 30, 150, "steps", "loss 0.61", StageState.Running), stages[4]);
        Assert.Equal(new(Stages.Evaluation, 0, 0, "images", null, StageState.Waiting), stages[5]);
    }

    public ValueTask DisposeAsync()
    {
        _documents.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<bool> StoreAsync<T>(string collection, string id, T document)
        where T : class => _documents.InsertIfAbsentAsync(collection, id, "r", document, default);
}
