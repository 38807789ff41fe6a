using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Prepares a training: models loaded, data encoded, nothing learned yet.</summary>
internal sealed class AlignmentSessionFactory(ModelRoot models, IBlobStore blobs, AlignmentOptions options)
{
    /// <param name="checkpoint">Where the training will go on from; null at the start.</param>
    /// <exception cref="RunFailureException">A model or an image cannot be used, or the checkpoint belongs to another model or dataset.</exception>
    public async Task<AlignmentSession> OpenAsync(
        RunDocument run, AlignmentJobInput input, AlignmentCheckpoint? checkpoint, CancellationToken cancellationToken)
    {
        var spec = run.Spec.Training;
        var folder = models.Resolve(spec.Model);
        var lines = DatasetManifest.Read(await blobs.ReadAsync(input.Manifest, cancellationToken));
        var (training, heldOut) = HeldOutSplit.Of(lines, spec.HeldOutShare);
        var loaded = AlignmentModels.Load(spec.Model, folder);
        AlignmentPairs? pairs = null;
        try
        {
            checkpoint?.Verify(loaded.ReferenceHash, input.DatasetHash, spec.Model);
            pairs = await new PairEncoder(blobs, loaded.Pipeline).EncodeAsync(training, heldOut, cancellationToken);
            var parts = checkpoint?.Parts ?? options.PartsOn(loaded.Pipeline.Device.type);
            return new AlignmentSession(run.RunId, input.DatasetHash, loaded, pairs, spec, run.Spec.Seed, parts);
        }
        catch
        {
            pairs?.Dispose();
            loaded.Dispose();
            throw;
        }
    }
}
