using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage;
using InstructEngine.Storage.Documents;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Datasets;
using InstructEngine.TrainerService.FineTuning;
using Microsoft.Extensions.Logging.Abstractions;

namespace InstructEngine.TrainerService.Local;

/// <summary>
/// A training without a bus: the job that the service runs, on a dataset folder and a model folder, with its stores in a folder of its own. Whenever it
/// is stopped, the same settings in the same folder go on from the last checkpoint, to the weights of a training without the stop.
/// </summary>
/// <param name="storeFolder">Holds <c>training.db</c> and <c>blobs/</c>; one process at a time.</param>
internal sealed class LocalTraining(string storeFolder, LocalTrainingPlan plan) : IDisposable
{
    private readonly StorageOptions _storage = new()
    {
        SqlitePath = Path.Combine(storeFolder, DatabaseName),
        BlobFolder = Path.Combine(storeFolder, "blobs"),
    };

    /// <summary>The database's name: a folder with one holds a training that was begun.</summary>
    public const string DatabaseName = "training.db";

    private IDocumentStore? _documents;
    private bool _hasCheckpoint;

    /// <summary>Finds a training that reached its end before, without loading a model.</summary>
    /// <exception cref="StoreException">The folder cannot be used.</exception>
    public async Task<LocalTrainingResult?> FindFinishedAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_storage.SqlitePath))
        {
            return null;
        }

        var documents = await OpenAsync(cancellationToken);
        var last = await documents.ListAsync<EpochCompleted>(Collections.Epochs, plan.RunId, cancellationToken)
            .FirstOrDefaultAsync(epoch => epoch.Value.IsLast, cancellationToken);
        var log = await documents.FindAsync<TrainingLog>(TrainingLog.Collection, plan.RunId, cancellationToken);
        return last is null || log is null ? null : new LocalTrainingResult(last.Value, log.Value, StorageFactory.CreateBlobStore(_storage));
    }

    /// <summary>What the training will need, told before anything is loaded; whether it fits is found out by <see cref="RunAsync"/>.</summary>
    /// <returns>Null where no pair says how large an image is.</returns>
    /// <exception cref="RunFailureException">The manifest or the model's configuration cannot be used.</exception>
    public async Task<MemoryEstimate?> EstimateAsync(CancellationToken cancellationToken)
    {
        var manifest = await new DatasetFolderBlobs(plan.DatasetFolder).ReadManifestAsync(cancellationToken);
        var lines = DatasetManifest.Read(manifest.Content)
            .Where(line => line is { Preferred: not null, PreferredImage: { Width: > 0, Height: > 0 } }).ToArray();
        return lines.Length == 0 ? null : TrainingMemory.Of(plan.Training with { Model = plan.Spec.Training.Model }, plan.ModelFolder, lines, plan.Parts).Estimate;
    }

    /// <summary>Trains to the end; where that was reached before, tells of the last epoch again.</summary>
    /// <param name="report">Told after every step.</param>
    /// <param name="announce">Told of every epoch once its model is stored.</param>
    /// <exception cref="RunFailureException">The data, the model or a setting cannot be used, or the training diverged.</exception>
    /// <exception cref="StoreException">The folder cannot be written, e.g. for want of space, or holds a damaged database.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop, with a checkpoint stored.</exception>
    public async Task<LocalTrainingResult> RunAsync(
        Action<JobProgress> report, Func<EpochCompleted, Task> announce, CancellationToken cancellationToken)
    {
        var documents = await OpenAsync(cancellationToken);
        var checkpoints = StorageFactory.CreateBlobStore(_storage);
        await checkpoints.InitializeAsync(cancellationToken);

        var data = new DatasetFolderBlobs(plan.DatasetFolder);
        var manifest = await data.ReadManifestAsync(cancellationToken);
        var input = new AlignmentJobInput(DatasetManifest.Hash(manifest.Content), manifest.Blob);
        var runs = new RunDirectory(documents, TimeProvider.System);
        await runs.InsertAsync(
            new RunDocument(plan.RunId, plan.Spec, Corpus: null, "none", DateTimeOffset.UtcNow, RunState.Running), cancellationToken);

        var sessions = new AlignmentSessionFactory(
            new ModelRoot(plan.ModelsRoot), data, new DatasetGate(data, NullLogger<DatasetGate>.Instance), new AlignmentOptions(plan.Parts));
        var store = new AlignmentStore(documents, checkpoints);
        var epochs = new Epochs(announce);
        var job = await LocalJob.OpenAsync(documents, plan.RunId, input.ToJson(), report, SweepAsync, cancellationToken);
        var work = new AlignmentJob(runs, sessions, store, epochs, NullLogger<AlignmentJob>.Instance);
        _hasCheckpoint = job.Checkpoint is not null;
        await work.RunAsync(job, cancellationToken);

        var log = await documents.FindAsync<TrainingLog>(TrainingLog.Collection, plan.RunId, cancellationToken);
        return new LocalTrainingResult(epochs.Last!, log!.Value, checkpoints);
    }

    /// <summary>After a failure: where there is nothing to go on from, leaves nothing, so that the folder is free for other settings.</summary>
    public void DiscardIfFruitless()
    {
        if (_hasCheckpoint)
        {
            return;
        }

        Dispose();
        foreach (var file in Directory.EnumerateFiles(storeFolder, DatabaseName + "*"))
        {
            File.Delete(file);
        }
    }

    public void Dispose() => (_documents as IDisposable)?.Dispose();

    private async Task SweepAsync(string checkpoint)
    {
        _hasCheckpoint = true;
        var epochs = await _documents!.ListAsync<EpochCompleted>(Collections.Epochs, plan.RunId, CancellationToken.None).ToListAsync();
        BlobSweep.Run(_storage.BlobFolder!, [checkpoint, .. epochs.Select(epoch => JsonSerializer.Serialize(epoch.Value, StorageJson.Options))]);
    }

    private async Task<IDocumentStore> OpenAsync(CancellationToken cancellationToken)
    {
        if (_documents is null)
        {
            _documents = StorageFactory.CreateDocumentStore(_storage);
            await _documents.InitializeAsync(cancellationToken);
        }

        return _documents;
    }

    private sealed class Epochs(Func<EpochCompleted, Task> announce) : IEpochAnnouncer
    {
        public EpochCompleted? Last { get; private set; }

        public Task AnnounceAsync(EpochCompleted epoch, CancellationToken cancellationToken)
        {
            Last = epoch;
            return announce(epoch);
        }
    }
}
