using Google.Api;
using Grpc.Core;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Hosting.Runs;
using InstructEngine.Protos.V1;
using InstructEngine.Storage.Blobs;
using RunState = InstructEngine.Hosting.Runs.RunState;

namespace InstructEngine.TaxonomyService.Grpc;

/// <summary>Asks for runs and follows them.</summary>
internal sealed class RunsService(RunSubmission submission, RunDirectory runs, RunProgressReader progress, IBlobStore blobs, IHostApplicationLifetime lifetime)
    : Runs.RunsBase
{
    private static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(1);

    public override async Task<Run> Submit(SubmitRunRequest request, ServerCallContext context) =>
        (await submission.SubmitAsync(request, context.CancellationToken)).ToMessage();

    public override async Task<Run> Get(GetRunRequest request, ServerCallContext context)
    {
        await runs.RequireAsync(request.RunId, context.CancellationToken);
        return await ReadAsync(request.RunId, context.CancellationToken);
    }

    public override async Task Watch(GetRunRequest request, IServerStreamWriter<Run> responseStream, ServerCallContext context)
    {
        await runs.RequireAsync(request.RunId, context.CancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        Run? sent = null;
        while (sent is null or { State: Protos.V1.RunState.Running })
        {
            var now = await ReadAsync(request.RunId, stop.Token);
            if (!now.Equals(sent))
                await responseStream.WriteAsync(now, stop.Token);

            sent = now;
            if (now.State == Protos.V1.RunState.Running)
                await Task.Delay(WatchPause, stop.Token);
        }
    }

    public override async Task<Run> Cancel(CancelRunRequest request, ServerCallContext context)
    {
        await runs.RequireAsync(request.RunId, context.CancellationToken);
        await runs.CancelAsync(request.RunId, context.CancellationToken);
        return await ReadAsync(request.RunId, context.CancellationToken);
    }

    public override async Task<ListRunsResponse> List(ListRunsRequest request, ServerCallContext context)
    {
        var all = await runs.ListAsync(context.CancellationToken).Select(run => run.Value).ToListAsync(context.CancellationToken);
        var latestFirst = all.OrderByDescending(run => run.RequestedAt).ThenBy(run => run.RunId, StringComparer.Ordinal).ToList();
        var (from, size) = ListPage.Read(request.PageToken, request.PageSize);
        var response = new ListRunsResponse { NextPageToken = from + size < latestFirst.Count ? $"{from + size}" : string.Empty };
        response.Runs.AddRange(latestFirst.Skip(from).Take(size).Select(run => run.ToMessage()));
        return response;
    }

    public override async Task GetArtifact(GetArtifactRequest request, IServerStreamWriter<HttpBody> responseStream, ServerCallContext context)
    {
        var run = await runs.RequireAsync(request.RunId, context.CancellationToken);
        var (blob, type) = request.Name switch
        {
            RunMessages.SummaryName => (run.Summary, "application/json"),
            RunMessages.ReportName => (run.Report, "text/html; charset=utf-8"),
            _ => throw new RpcException(new Status(
                StatusCode.InvalidArgument, $"name is '{request.Name}': expected {RunMessages.SummaryName} or {RunMessages.ReportName}.")),
        };
        if (blob is null)
        {
            var state = run.State == RunState.Running ? "still runs" : $"ended as {run.State}";
            throw new RpcException(new Status(StatusCode.FailedPrecondition, $"Run {run.RunId} {state}: it has no {request.Name}."));
        }

        await responseStream.WriteBlobAsync(await blobs.ReadAsync(blob, context.CancellationToken), type, context);
    }

    private async Task<Run> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        var read = await progress.ReadAsync(runId, cancellationToken);
        return read.Run!.ToMessage(read.Stages);
    }
}
