using Grpc.Core;
using InstructEngine.Contracts.V1;
using InstructEngine.Protos.V1;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TaxonomyService;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy;

public sealed class When_a_run_is_followed : IAsyncLifetime
{
    private RunningService _service = null!;
    private Runs.RunsClient _runs = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await RunningService.StartAsync(new TaxonomyModule());
        _runs = new Runs.RunsClient(_service.Channel);
        await _service.StoreRunAsync();
    }

    [Fact]
    public async Task The_watcher_sees_its_failure_and_then_the_end()
    {
        using var watch = _runs.Watch(new GetRunRequest { RunId = "run-1" });
        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(RunState.Running, watch.ResponseStream.Current.State);

        await _service.Bus.Publish(new RunFailed("run-1", "trainer-svc", "The loss is not a number."));
        await _service.Bus.Publish(new RunFailed("run-1", "eval-svc", "A later reason."));

        var last = await watch.ResponseStream.ReadAllAsync().LastAsync();
        Assert.Equal((RunState.Failed, "trainer-svc", "The loss is not a number."), (last.State, last.FailedService, last.FailureReason));
        Assert.NotNull(last.EndedAt);
    }

    [Fact]
    public async Task A_completed_run_gives_its_files()
    {
        var report = new byte[200_000];
        Random.Shared.NextBytes(report);
        var stored = await _service.Blobs.PutAsync(report, default);
        var message = await RunningService.RefusedAsync(StatusCode.FailedPrecondition, () => ReadAsync("report.html"));
        Assert.Equal("Run run-1 still runs: it has no report.html.", message);

        await _service.Bus.Publish(new RunCompleted("run-1", "hash", stored, stored));
        await UntilAsync(RunState.Completed);

        Assert.Equal(report, await ReadAsync("report.html"));
        using var answer = await _service.Http.GetAsync("/v1/runs/run-1/artifacts/report.html");
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(report, await answer.Content.ReadAsByteArrayAsync());
        await RunningService.RefusedAsync(StatusCode.InvalidArgument, () => ReadAsync("../run.db"));
    }

    [Fact]
    public async Task A_cancelled_run_stays_cancelled()
    {
        Assert.Equal(RunState.Cancelled, (await _runs.CancelAsync(new CancelRunRequest { RunId = "run-1" })).State);

        await _service.Bus.Publish(new RunFailed("run-1", "trainer-svc", "too late"));
        await Task.Delay(300);

        Assert.Equal(RunState.Cancelled, (await _runs.GetAsync(new GetRunRequest { RunId = "run-1" })).State);
    }

    [Theory]
    [InlineData("nope", StatusCode.NotFound)]
    [InlineData("", StatusCode.InvalidArgument)]
    [InlineData("a/b", StatusCode.InvalidArgument)]
    public Task An_unknown_run_is_refused(string runId, StatusCode status) =>
        RunningService.RefusedAsync(status, async () => await _runs.GetAsync(new GetRunRequest { RunId = runId }));

    [Fact]
    public async Task The_list_comes_in_pages_the_latest_first()
    {
        for (var i = 2; i <= 5; i++)
        {
            await _service.Runs.InsertAsync(
                new($"run-{i}", Specs.Demo, null, "demo", DateTimeOffset.UnixEpoch.AddHours(i), InstructEngine.Hosting.Runs.RunState.Running), default);
        }

        var first = await _runs.ListAsync(new ListRunsRequest { PageSize = 3 });
        var second = await _runs.ListAsync(new ListRunsRequest { PageSize = 3, PageToken = first.NextPageToken });

        Assert.Equal(["run-5", "run-4", "run-3", "run-2", "run-1"], first.Runs.Concat(second.Runs).Select(run => run.RunId));
        Assert.Empty(second.NextPageToken);
        await RunningService.RefusedAsync(StatusCode.InvalidArgument, async () => await _runs.ListAsync(new ListRunsRequest { PageSize = 5000 }));
        await RunningService.RefusedAsync(StatusCode.InvalidArgument, async () => await _runs.ListAsync(new ListRunsRequest { PageToken = "-1" }));
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task<byte[]> ReadAsync(string name)
    {
        using var call = _runs.GetArtifact(new GetArtifactRequest { RunId = "run-1", Name = name });
        return [.. await call.ResponseStream.ReadAllAsync().SelectMany(piece => piece.Data.ToByteArray()).ToListAsync()];
    }

    private async Task UntilAsync(RunState state)
    {
        for (var tries = 0; (await _runs.GetAsync(new GetRunRequest { RunId = "run-1" })).State != state; tries++)
        {
            Assert.True(tries < 200, $"It did not become {state}.");
            await Task.Delay(50);
        }
    }
}
