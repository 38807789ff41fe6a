using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Storage;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Where training goes on from. Small: the tensors are in blobs.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Weights">The model being aligned, safetensors.</param>
/// <param name="Optimiser">Its moments, safetensors.</param>
/// <param name="Log">The figures so far, JSON.</param>
/// <param name="Parts">Micro-batches a step, as training began.</param>
internal sealed record AlignmentCheckpoint(
    int Step, string ReferenceHash, string DatasetHash, int Parts, BlobReference Weights, BlobReference Optimiser, BlobReference Log)
{
    public static AlignmentCheckpoint Parse(string json) => JsonSerializer.Deserialize<AlignmentCheckpoint>(json, StorageJson.Options)!;

    public string ToJson() => JsonSerializer.Serialize(this, StorageJson.Options);

    /// <exception cref="RunFailureException">Training began with another reference or another dataset.</exception>
    public void Verify(string referenceHash, string datasetHash, string model)
    {
        if (ReferenceHash != referenceHash)
        {
            throw new RunFailureException(
                $"The base model '{model}' has changed since training began: its content hash is {referenceHash}, the checkpoint at step {Step} was trained against "
                + $"{ReferenceHash}. Put the former model back, or start a new run.");
        }

        if (DatasetHash != datasetHash)
        {
            throw new RunFailureException(
                $"The dataset has changed since training began: its hash is {datasetHash}, the checkpoint at step {Step} was trained on {DatasetHash}. Start a new run.");
        }
    }
}
