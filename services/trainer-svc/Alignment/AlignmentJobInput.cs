using InstructEngine.Contracts.V1;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>What a training job is asked to do; the settings are in the run's spec.</summary>
internal sealed record AlignmentJobInput(string DatasetHash, BlobReference Manifest)
{
    public static AlignmentJobInput Of(DatasetCompleted dataset) => new(dataset.DatasetHash, dataset.Manifest);
}
