using Grpc.Core;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Protos.V1;
using InstructEngine.Storage.Documents;

namespace InstructEngine.TrainerService.Grpc;

/// <summary>Reads a run's dataset and alignment.</summary>
internal sealed class TrainingQueries(RunDirectory runs, IDocumentStore documents) : Training.TrainingBase
{
    public override async Task<RunTraining> GetTraining(GetTrainingRequest request, ServerCallContext context)
    {
        var stop = context.CancellationToken;
        var run = await runs.RequireAsync(request.RunId, stop);
        var message = new RunTraining { RunId = run.RunId };
        await foreach (var dataset in documents.ListAsync<DatasetCompleted>(Collections.Datasets, run.RunId, stop))
            message.Dataset = ToMessage(dataset.Value);

        await foreach (var job in documents.ListAsync<JobDocument>(Collections.Jobs, run.RunId, stop))
        {
            if (job.Value.Kind == JobKinds.Train)
                message.Jobs.Add(job.Value.ToMessage());
        }

        var epochs = await documents.ListAsync<EpochCompleted>(Collections.Epochs, run.RunId, stop).ToListAsync(stop);
        message.Epochs.AddRange(epochs.Select(epoch => epoch.Value).OrderBy(epoch => epoch.Epoch).Select(ToMessage));
        return message;
    }

    private static Dataset ToMessage(DatasetCompleted dataset) => new()
    {
        DatasetHash = dataset.DatasetHash,
        Pairs = dataset.Pairs,
        RejectedPairs = dataset.RejectedPairs,
        RejectedTriples = dataset.RejectedTriples,
    };

    private static Epoch ToMessage(EpochCompleted epoch)
    {
        var message = new Epoch
        {
            Epoch_ = epoch.Epoch,
            Epochs = epoch.Epochs,
            Step = epoch.Step,
            Steps = epoch.Steps,
            CheckpointHash = epoch.CheckpointHash,
            ReferenceHash = epoch.ReferenceHash,
            Loss = epoch.Loss,
            IsLast = epoch.IsLast,
        };
        if (epoch.ImplicitAccuracy is { } accuracy)
            message.ImplicitAccuracy = accuracy;
        return message;
    }
}
