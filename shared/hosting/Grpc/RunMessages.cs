using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Protos.V1;
using InstructEngine.Storage;
using RunState = InstructEngine.Hosting.Runs.RunState;

namespace InstructEngine.Hosting.Grpc;

/// <summary>What is stored of runs and jobs, as messages.</summary>
public static class RunMessages
{
    public const string SummaryName = "summary.json";

    public const string ReportName = "report.html";

    public static Run ToMessage(this RunDocument run, IEnumerable<StageProgress>? stages = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        var message = new Run
        {
            RunId = run.RunId,
            Name = run.Spec.Name,
            State = run.State switch
            {
                RunState.Running => Protos.V1.RunState.Running,
                RunState.Completed => Protos.V1.RunState.Completed,
                RunState.Failed => Protos.V1.RunState.Failed,
                RunState.Cancelled => Protos.V1.RunState.Cancelled,
                RunState.Paused => Protos.V1.RunState.Paused,
                _ => Protos.V1.RunState.Unspecified,
            },
            CorpusName = run.CorpusName,
            RequestedAt = run.RequestedAt.ToTimestamp(),
            EndedAt = run.EndedAt?.ToTimestamp(),
            FailedService = run.FailedService ?? string.Empty,
            FailureReason = run.FailureReason ?? string.Empty,
            SpecJson = JsonSerializer.Serialize(run.Spec, StorageJson.Options),
        };
        message.Stages.AddRange((stages ?? []).Select(ToMessage));
        if (run.Summary is not null)
            message.Artifacts.Add(SummaryName);
        if (run.Report is not null)
            message.Artifacts.Add(ReportName);

        return message;
    }

    public static Job ToMessage(this JobDocument job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return new()
        {
            JobId = job.JobId,
            State = job.State.ToString(),
            Done = job.Progress.Done,
            Total = job.Progress.Total,
            Unit = job.Progress.Unit,
            Detail = job.Progress.Detail ?? string.Empty,
            FailureReason = job.FailureReason ?? string.Empty,
            Attempts = job.Attempts,
        };
    }

    private static Stage ToMessage(StageProgress stage) => new()
    {
        Name = stage.Stage,
        Done = stage.Done,
        Total = stage.Total,
        Unit = stage.Unit,
        Detail = stage.Detail ?? string.Empty,
        State = stage.State switch
        {
            Runs.StageState.Waiting => Protos.V1.StageState.Waiting,
            Runs.StageState.Running => Protos.V1.StageState.Running,
            Runs.StageState.Completed => Protos.V1.StageState.Completed,
            _ => Protos.V1.StageState.Unspecified,
        },
    };
}
