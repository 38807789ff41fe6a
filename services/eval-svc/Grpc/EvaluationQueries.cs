using Google.Api;
using Grpc.Core;
using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Suites;
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
        if (await documents.FindAsync<SuiteOverlap>(SuiteOverlap.Collection, run.RunId, stop) is { Value: var overlap })
        {
            message.Overlap = new V1.SuiteOverlap
            {
                Suite = overlap.Suite,
                Prompts = overlap.Prompts,
                Instructions = overlap.Instructions,
                Exact = overlap.Exact,
                Near = overlap.Near,
            };
        }

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
        foreach (var category in checkpoint.Categories ?? [])
        {
            var part = new V1.CategoryResult { Category = category.Category, Prompts = category.Prompts };
            part.Results.AddRange(category.Results.Select(ToMessage));
            message.Categories.Add(part);
        }

        if (checkpoint.AverageGain is { } gain)
            message.AverageGain = gain;
        if (checkpoint.AverageGainWithoutNearZero is { } without)
            message.AverageGainWithoutNearZero = without;
        message.NearZero.AddRange(checkpoint.NearZero ?? []);
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
            TooFewPrompts = result.TooFewPrompts ?? false,
            ExcludedImages = result.ExcludedImages ?? 0,
        };
        if (result.RelativeGain is { } gain)
            message.RelativeGain = gain;

        return message;
    }
}
