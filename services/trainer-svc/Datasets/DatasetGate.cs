using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting;
using InstructEngine.Storage.Blobs;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;

namespace InstructEngine.TrainerService.Datasets;

/// <summary>Lets a dataset through to training: reads its manifest, checks every pair, and does what the spec says about the bad ones.</summary>
internal sealed partial class DatasetGate(IBlobStore blobs, ILogger<DatasetGate> logger)
{
    /// <param name="training">The settings that say what becomes of bad pairs.</param>
    /// <param name="folder">The model's folder; its weights are not read.</param>
    /// <exception cref="RunFailureException">The manifest, the model's configuration or, as the settings have it, a pair cannot be used.</exception>
    public async Task<CheckedManifest> PassAsync(
        AlignmentJobInput input, TrainingSpec training, string folder, CancellationToken cancellationToken)
    {
        var lines = await ReadAsync(input, cancellationToken);
        var manifest = await ManifestCheck.OfAsync(
            lines, Downscale(training.Model, folder), PreferenceLosses.LooksAtBothInstructions(training), blobs, cancellationToken);
        foreach (var (reason, count) in manifest.Counts)
        {
            AlignmentMetrics.BadPairs(reason, count);
            LogBad(logger, count, reason);
        }

        manifest.Apply(training.BadPairs);
        if (manifest.Bad.Count > 0)
        {
            LogLeftOut(logger, manifest.Bad.Count, lines.Count, manifest.Told());
        }

        return manifest;
    }

    private async Task<IReadOnlyList<ManifestLine>> ReadAsync(AlignmentJobInput input, CancellationToken cancellationToken)
    {
        try
        {
            var manifest = await blobs.ReadAsync(input.Manifest, cancellationToken);
            var hash = DatasetManifest.Hash(manifest);
            return hash == input.DatasetHash
                ? DatasetManifest.Read(manifest)
                : throw new InvalidDataException($"its hash is {hash}, the dataset was announced with {input.DatasetHash}.");
        }
        catch (Exception e) when (e is InvalidDataException or BlobCorruptException or BlobNotFoundException)
        {
            throw new RunFailureException($"The dataset's manifest cannot be used: {e.Message}", e);
        }
    }

    private static int Downscale(string name, string folder)
    {
        try
        {
            return PipelineDescription.Read(folder).Vae.Downscale;
        }
        catch (Exception e) when (e is InvalidDataException or ModelConfigException or IOException)
        {
            throw new RunFailureException($"training.model '{name}' cannot be loaded: {e.Message}", e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} pairs cannot be trained on: {Reason}")]
    private static partial void LogBad(ILogger logger, int count, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Training goes without {Bad} of {All} pairs: {Told}")]
    private static partial void LogLeftOut(ILogger logger, int bad, int all, string told);
}
