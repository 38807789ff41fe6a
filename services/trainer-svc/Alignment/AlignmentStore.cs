using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Stores what training leaves: checkpoints to go on from, figures, and each epoch's model.</summary>
internal sealed class AlignmentStore(IDocumentStore documents, IBlobStore blobs)
{
    private readonly TensorBlobs _tensors = new(blobs);

    public static string EpochId(string runId, int epoch) => ContentIds.Create(runId, "epoch", $"{epoch}");

    public async Task<AlignmentCheckpoint> SaveAsync(AlignmentSession session, CancellationToken cancellationToken)
    {
        var weights = await _tensors.PutAsync(session.Weights, cancellationToken);
        var optimiser = await _tensors.PutAsync(session.Trainer.Optimizer.State(), cancellationToken);
        var average = session.Trainer.Average is { } kept ? await _tensors.PutAsync(kept.State(), cancellationToken) : null;
        var log = await PutLogAsync(session, cancellationToken);
        return new AlignmentCheckpoint(
            session.Step, session.ReferenceHash, session.DatasetHash, session.Plan.Parts, weights, optimiser, log,
            AlignmentCheckpoint.CurrentVersion, session.PairsHash, Good: null, average, session.Plan.Spec, session.Seed);
    }

    /// <exception cref="RunFailureException">What the checkpoint names is missing, damaged, or does not fit the model.</exception>
    public async Task RestoreAsync(AlignmentSession session, AlignmentCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        try
        {
            await LoadAsync(session, checkpoint, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or SafetensorsException or JsonException or BlobCorruptException or BlobNotFoundException)
        {
            throw new RunFailureException(
                $"The checkpoint at step {checkpoint.Step} cannot be used: {e.Message.TrimEnd('.')}. Restore it, or start a new run.", e);
        }
    }

    private async Task LoadAsync(AlignmentSession session, AlignmentCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var log = JsonSerializer.Deserialize<TrainingLog>(await blobs.ReadAsync(checkpoint.Log, cancellationToken), StorageJson.Options)!;
        await _tensors.ReadAsync(checkpoint.Weights, session.LoadWeights, cancellationToken);
        await _tensors.ReadAsync(checkpoint.Optimiser, state => session.Trainer.Optimizer.Load(state, checkpoint.Step), cancellationToken);
        if (session.Trainer.Average is { } average)
        {
            var stored = checkpoint.Average ?? throw new InvalidDataException("it has no average of the weights, which training.emaDecay asks for.");
            await _tensors.ReadAsync(stored, average.Load, cancellationToken);
        }

        session.GoOnFrom(checkpoint.Step, log.Entries, log.Rollbacks);
    }

    /// <summary>Stores an epoch's model; what was stored of it before stays, unless training went back since.</summary>
    public async Task<EpochCompleted> SaveEpochAsync(AlignmentSession session, int epoch, CancellationToken cancellationToken)
    {
        using var aligned = session.Publish();
        var checkpoint = await _tensors.PutAsync(aligned.UNet, cancellationToken);
        var adapter = aligned.Adapter is { } lora
            ? await _tensors.PutFileAsync(path => lora.Save(path, LoraNaming.Kohya), cancellationToken)
            : null;
        await PutLogAsync(session, cancellationToken);
        var completed = session.Completed(epoch, checkpoint, ModelWeights.Hash(aligned.UNet)) with { Adapter = adapter };
        var id = EpochId(session.RunId, epoch);
        if (!await documents.InsertIfAbsentAsync(Collections.Epochs, id, session.RunId, completed, cancellationToken) && session.Rollbacks.Count > 0)
        {
            await ReplaceAsync(Collections.Epochs, id, session.RunId, completed, cancellationToken);
        }

        return await FindEpochAsync(session.RunId, epoch, cancellationToken) ?? completed;
    }

    public async Task<EpochCompleted?> FindEpochAsync(string runId, int epoch, CancellationToken cancellationToken) =>
        (await documents.FindAsync<EpochCompleted>(Collections.Epochs, EpochId(runId, epoch), cancellationToken))?.Value;

    private async Task<BlobReference> PutLogAsync(AlignmentSession session, CancellationToken cancellationToken)
    {
        var log = session.Log();
        var blob = await blobs.PutAsync(JsonSerializer.SerializeToUtf8Bytes(log, StorageJson.Options), cancellationToken);
        await ReplaceAsync(TrainingLog.Collection, session.RunId, session.RunId, log.ForDocument(), cancellationToken);
        return blob;
    }

    private async Task ReplaceAsync<T>(string collection, string id, string runId, T document, CancellationToken cancellationToken)
        where T : class
    {
        while (!await documents.InsertIfAbsentAsync(collection, id, runId, document, cancellationToken))
        {
            var found = await documents.FindAsync<T>(collection, id, cancellationToken);
            if (found is not null && await documents.ReplaceAsync(collection, id, document, found.Version, cancellationToken))
            {
                break;
            }
        }
    }
}
