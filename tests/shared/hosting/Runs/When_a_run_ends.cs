using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Shared.Tests.Hosting.Runs;

public sealed class When_a_run_ends : IAsyncLifetime
{
    private static readonly BlobReference Blob = new(new string('a', 64), 1);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private SqliteDocumentStore _documents = null!;
    private RunDirectory _runs = null!;

    public async ValueTask InitializeAsync()
    {
        _documents = new SqliteDocumentStore(Path.Combine(_folder.Path, "run.db"));
        await _documents.InitializeAsync(default);
        _runs = new RunDirectory(_documents, _time);
        Assert.True(await _runs.InsertAsync(SampleRuns.Create("r"), default));
    }

    [Fact]
    public async Task It_stays_as_it_ended_first()
    {
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.True(await _runs.FailAsync("r", "render-svc", "no model", default));
        Assert.False(await _runs.FailAsync("r", "eval-svc", "something else", default));
        Assert.False(await _runs.CompleteAsync("r", Blob, Blob, default));
        Assert.False(await _runs.CancelAsync("r", default));

        var run = await _runs.FindAsync("r", default);
        Assert.Equal((RunState.Failed, "render-svc", "no model"), (run!.State, run.FailedService, run.FailureReason));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(5), run.EndedAt);
    }

    [Fact]
    public async Task A_paused_one_does_no_work_until_it_is_reopened()
    {
        Assert.True(await _runs.PauseAsync("r", "instruction-svc", "the budget is used up", default));
        Assert.Equal((RunState.Paused, "the budget is used up"), ((await _runs.FindAsync("r", default))!.State, (await _runs.FindAsync("r", default))!.FailureReason));
        Assert.False(await _runs.IsActiveAsync("r", default));

        Assert.True(await _runs.ReopenAsync("r", default));

        Assert.True(await _runs.IsActiveAsync("r", default));
    }

    [Fact]
    public async Task A_pause_that_was_said_before_it_last_went_on_changes_nothing()
    {
        Assert.True(await _runs.PauseAsync("r", "instruction-svc", "0 of 2 are decided", default, resumed: 0));
        Assert.True(await _runs.ResumeAsync("r", default));

        Assert.False(await _runs.PauseAsync("r", "instruction-svc", "1 of 2 is decided", default, resumed: 0));
        Assert.True(await _runs.IsActiveAsync("r", default));

        Assert.True(await _runs.PauseAsync("r", "instruction-svc", "the budget is used up", default, resumed: 1));
    }

    [Fact]
    public async Task A_cancelled_one_is_not_resumed_by_what_it_would_have_waited_for()
    {
        Assert.True(await _runs.CancelAsync("r", default));

        Assert.False(await _runs.ResumeAsync("r", default));
        Assert.False(await _runs.IsActiveAsync("r", default));
    }

    [Fact]
    public async Task Only_one_of_many_that_end_it_at_once_does_so()
    {
        var ended = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => _runs.FailAsync("r", $"s{i}", "boom", default))));

        Assert.Single(ended, won => won);
    }

    [Fact]
    public async Task Another_process_notices_within_two_seconds()
    {
        var elsewhere = new RunDirectory(_documents, _time);
        Assert.True(await elsewhere.IsActiveAsync("r", default));

        await _runs.CancelAsync("r", default);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.False(await elsewhere.IsActiveAsync("r", default));
        Assert.False(await _runs.IsActiveAsync("r", default));
    }

    [Fact]
    public async Task A_completed_one_cannot_be_reopened_a_failed_one_can()
    {
        await _runs.FailAsync("r", "render-svc", "no model", default);
        Assert.True(await _runs.ReopenAsync("r", default));
        Assert.Equal(SampleRuns.Create("r").State, (await _runs.FindAsync("r", default))!.State);
        Assert.Null((await _runs.FindAsync("r", default))!.FailureReason);

        await _runs.CompleteAsync("r", Blob, Blob, default);

        Assert.False(await _runs.ReopenAsync("r", default));
        Assert.False(await _runs.ReopenAsync("unknown", default));
    }

    [Fact]
    public async Task A_run_that_nobody_has_stored_counts_as_active() => Assert.True(await _runs.IsActiveAsync("unknown", default));

    public ValueTask DisposeAsync()
    {
        _documents.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
