using System.Text.Json;
using System.Text.Json.Serialization;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Storage;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Where training goes on from. Small: the tensors are in blobs.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Weights">What is trained, float32 safetensors: every weight of the UNet, or the LoRA.</param>
/// <param name="Optimiser">Its moments, safetensors.</param>
/// <param name="Log">The figures so far, JSON.</param>
/// <param name="Parts">Micro-batches a step, as training began.</param>
/// <param name="Version">Of this document's form; null in those from before it was written, which are of version 1.</param>
/// <param name="PairsHash">Hash of the pairs that were fit to train on; null in version 1, where those were all of the dataset.</param>
/// <param name="Good">Earlier checkpoints that a training which diverges may go back to, the oldest first; null where it may not.</param>
/// <param name="Average">The moving average of the weights, safetensors; null where there is none.</param>
/// <param name="Spec">The settings that training began with, β among them; null before version 3.</param>
/// <param name="Seed">The run's seed: noise, timesteps and the order of the data are functions of it and the step. Null before version 3.</param>
internal sealed record AlignmentCheckpoint(
    int Step, string ReferenceHash, string DatasetHash, int Parts, BlobReference Weights, BlobReference Optimiser, BlobReference Log,
    int? Version = null, string? PairsHash = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AlignmentCheckpoint>? Good = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BlobReference? Average = null,
    TrainingSpec? Spec = null, long? Seed = null)
{
    /// <summary>What this program writes; it reads every version up to this.</summary>
    public const int CurrentVersion = 3;

    /// <exception cref="RunFailureException">The text is no checkpoint, or one of a version that this program does not know.</exception>
    public static AlignmentCheckpoint Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            // The version first: what a newer form has in the other fields is not for this program to judge.
            var version = JsonSerializer.Deserialize<Form>(json, StorageJson.Options)?.Version ?? 1;
            if (version is < 1 or > CurrentVersion)
            {
                throw new RunFailureException(
                    $"The training's checkpoint has version {version}; this program reads versions 1 to {CurrentVersion}. "
                    + "Go on with the program that wrote it, or start a new run.");
            }

            return JsonSerializer.Deserialize<AlignmentCheckpoint>(json, StorageJson.Options) is { Weights: not null, Optimiser: not null, Log: not null } checkpoint
                ? checkpoint
                : throw new JsonException("weights, optimiser or log is missing.");
        }
        catch (JsonException e)
        {
            throw new RunFailureException($"The training's checkpoint cannot be read: {e.Message} Start a new run.", e);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, StorageJson.Options);

    /// <param name="pairsHash">Of the pairs that are fit to train on now.</param>
    /// <exception cref="RunFailureException">Training began with other settings, another reference, another dataset or other pairs of it.</exception>
    public void Verify(string referenceHash, string datasetHash, string pairsHash, TrainingSpec spec, long seed)
    {
        VerifySettings(spec, seed);
        if (ReferenceHash != referenceHash)
        {
            throw new RunFailureException(
                $"The base model '{spec.Model}' has changed since training began: its content hash is {referenceHash}, the checkpoint at step {Step} was trained against "
                + $"{ReferenceHash}. Put the former model back, or start a new run.");
        }

        if (DatasetHash != datasetHash)
        {
            throw new RunFailureException(
                $"The dataset has changed since training began: its hash is {datasetHash}, the checkpoint at step {Step} was trained on {DatasetHash}. Start a new run.");
        }

        if ((PairsHash ?? DatasetHash) != pairsHash)
        {
            throw new RunFailureException(
                $"Other pairs are fit to train on than when training began: their hash is {pairsHash}, the checkpoint at step {Step} was trained on "
                + $"{PairsHash ?? DatasetHash}. Restore the images that were damaged since, or start a new run.");
        }
    }

    private void VerifySettings(TrainingSpec spec, long seed)
    {
        var differences = Spec is null ? [] : CheckpointSettings.Differences(Spec, spec);
        if (Seed is { } began && began != seed)
        {
            differences = [.. differences, $"seed is {seed} and was {began}"];
        }

        if (differences.Count > 0)
        {
            throw new RunFailureException(
                $"The settings have changed since training began: {string.Join("; ", differences)} at the checkpoint of step {Step}. Put them back, or start a new run.");
        }
    }

    private sealed record Form(int? Version);
}
