using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Storage;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>What a training job is asked to do; the settings are in the run's spec.</summary>
internal sealed record AlignmentJobInput(string DatasetHash, BlobReference Manifest)
{
    public static AlignmentJobInput Of(DatasetCompleted dataset) => new(dataset.DatasetHash, dataset.Manifest);

    public static AlignmentJobInput Parse(string json) => JsonSerializer.Deserialize<AlignmentJobInput>(json, StorageJson.Options)!;

    public string ToJson() => JsonSerializer.Serialize(this, StorageJson.Options);
}
