using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage.Blobs;
using InstructEngine.TrainerService.Datasets;
using InstructEngine.TrainerService.FineTuning;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Prepares a training: settings and data checked, models loaded, data encoded, nothing learned yet.</summary>
internal sealed class AlignmentSessionFactory(ModelRoot models, IBlobStore blobs, DatasetGate gate, AlignmentOptions options)
{
    /// <param name="checkpoint">Where the training will go on from; null at the start.</param>
    /// <exception cref="RunFailureException">
    /// A setting, a model or a pair cannot be used, or the checkpoint belongs to another model or dataset.
    /// </exception>
    public async Task<AlignmentSession> OpenAsync(
        RunDocument run, AlignmentJobInput input, AlignmentCheckpoint? checkpoint, CancellationToken cancellationToken)
    {
        var spec = run.Spec.Training;
        CheckSettings(run.Spec);
        var folder = models.Resolve(spec.Model);
        var manifest = await gate.PassAsync(input, spec, folder, cancellationToken);
        var pairsHash = manifest.PairsHash(input.DatasetHash);
        var (training, heldOut) = HeldOutSplit.Of(manifest.Sound, spec.HeldOutShare);
        var memory = TrainingMemory.Of(spec, folder, manifest.Sound, checkpoint?.Parts ?? options.Parts);
        memory.Require();
        var loaded = AlignmentModels.Load(spec, folder, run.Spec.Seed);
        AlignmentPairs? pairs = null;
        try
        {
            checkpoint?.Verify(loaded.Tuning.ReferenceHash, input.DatasetHash, pairsHash, spec, run.Spec.Seed);
            pairs = await new PairEncoder(blobs, loaded.Pipeline).EncodeAsync(training, heldOut, cancellationToken);
            var parts = checkpoint?.Parts ?? options.PartsOn(loaded.Pipeline.Device.type);
            return new AlignmentSession(run.RunId, input.DatasetHash, loaded, pairs, spec, run.Spec.Seed, parts)
            {
                PairsHash = pairsHash,
                Memory = memory.Estimate,
                LeftOut = manifest.Bad.Count == 0 ? null : manifest.Counts,
            };
        }
        catch
        {
            pairs?.Dispose();
            loaded.Dispose();
            throw;
        }
    }

    /// <summary>Whoever stored the run had to check its spec; a NaN that came past that would cost a training. The loss checks its own name.</summary>
    private static void CheckSettings(RunSpec spec)
    {
        var wrong = RunSpecValidator.Check(spec)
            .Where(error => error.Path.StartsWith("training.", StringComparison.Ordinal) && error.Path != "training.loss").ToArray();
        if (wrong.Length > 0)
        {
            throw new RunFailureException($"Training cannot start: {string.Join("; ", wrong.Select(error => error.ToString()))}.");
        }
    }
}
