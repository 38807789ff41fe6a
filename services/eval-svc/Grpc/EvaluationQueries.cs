using Google.Api;
using Grpc.Core;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;
using V1 = InstructEngine.Protos.V1;

namespace InstructEngine.EvalService.Grpc;

/// <summary>Reads a run's results.</summary>
internal sealed class EvaluationQueries(RunDirectory runs, IDocumentStore documents, IBlobStore blobs) : V1.Evaluation.EvaluationBase
{
    public override async Task<V1.RunEvaluation> GetEvaluation(V1.GetEvaluationRequest request, ServerCallContext context)
    {
        var stop = context.CancellationToken;
        var run = await runs.RequireAsync(request.RunId, stop);
        var message = new V1.RunEvaluation { RunId = run.RunId };
        await foreach (var job in documents.ListAsync<JobDocument>(Collections.Jobs, run.RunId, stop))
        {
            if (job.Value.Kind == JobKinds.Evaluate)
                message.Jobs.Add(job.Value.ToMessage());
        }

        var checkpoints = await documents.ListAsync<CheckpointEvaluated>(Collections.Evaluations, run.RunId, stop).ToListAsync(stop);
        message.Checkpoints.AddRange(checkpoints.Select(checkpoint => checkpoint.Value).OrderBy(checkpoint => checkpoint.Epoch).Select(ToMessage));
        return message;
    }

    public override async Task GetReport(V1.GetReportRequest request, IServerStreamWriter<HttpBody> responseStream, ServerCallContext context)
    {
        var run = await runs.RequireAsync(request.RunId, context.CancellationToken);
        if (run.Report is null)
            throw new RpcException(new Status(StatusCode.FailedPrecondition, $"Run {run.RunId} has no report: its state is {run.State}."));

        var report = await blobs.ReadAsync(run.Report, context.CancellationToken);
        await responseStream.WriteBlobAsync(report, "text/html; charset=utf-8", context);
    }

    private static V1.EvaluatedCheckpoint ToMessage(CheckpointEvaluated checkpoint)
    {
        var message = new V1.EvaluatedCheckpoint { Epoch = checkpoint.Epoch, CheckpointHash = checkpoint.CheckpointHash };
        message.Results.AddRange(checkpoint.Results.Select(ToMessage));
        return message;
    }

    private static V1.ScorerResult ToMessage(ScorerResult result)
    {
        var message = new V1.ScorerResult
        {
            Scorer = result.Scorer,
            GuidanceScale = result.GuidanceScale,
            Base = result.Base,
            Aligned = result.Aligned,
            DifferenceLow = result.DifferenceLow,
            DifferenceHigh = result.DifferenceHigh,
            WinRate = result.WinRate,
            Images = result.Images,
        };
        if (result.RelativeGain is { } gain)
            message.RelativeGain = gain;

        return message;
    }
}
