using InstructEngine.Contracts.V1;
using InstructEngine.TrainerService.FineTuning;
using InstructEngine.TrainerService.Losses;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>A training under way: the models, the data and the figures, at a step.</summary>
internal sealed class AlignmentSession : IDisposable
{
    /// <summary>How often the held-out pairs are looked at in a training.</summary>
    private const int HeldOutLooks = 20;

    private readonly AlignmentModels _models;
    private readonly AlignmentPairs _pairs;
    private readonly HeldOutEvaluation _heldOut;
    private readonly IPreferenceLoss _loss;
    private readonly List<TrainingLogEntry> _entries = [];

    public AlignmentSession(string runId, string datasetHash, AlignmentModels models, AlignmentPairs pairs, TrainingSpec spec, long seed, int parts)
    {
        (RunId, DatasetHash, _models, _pairs, Seed) = (runId, datasetHash, models, pairs, seed);
        _loss = PreferenceLosses.Create(spec.Loss, spec.Beta, spec.Terms);
        var errors = new DenoisingErrors(models.Schedule, pairs.Conditioning);
        Plan = new AlignmentPlan(spec, seed, pairs.Training.Count, models.Schedule.NumTrainTimesteps, parts);
        Trainer = new AlignmentTrainer(models.Tuning, errors, pairs.Training, _loss, Plan);
        _heldOut = new HeldOutEvaluation(
            errors, _loss, models.Tuning.PredictReference, pairs.HeldOut, models.Schedule.NumTrainTimesteps, AlignmentSeeds.HeldOut(seed));
    }

    public string RunId { get; }

    public string DatasetHash { get; }

    /// <summary>The run's seed.</summary>
    public long Seed { get; }

    /// <summary>Hash of the pairs that are trained on or held out.</summary>
    public required string PairsHash { get; init; }

    /// <summary>What it was expected to need.</summary>
    public MemoryEstimate? Memory { get; init; }

    /// <summary>Pairs of the dataset that were left out, by reason; null where none was.</summary>
    public IReadOnlyDictionary<string, int>? LeftOut { get; init; }

    public string ReferenceHash => _models.Tuning.ReferenceHash;

    public AlignmentPlan Plan { get; }

    public AlignmentTrainer Trainer { get; }

    /// <summary>Steps done.</summary>
    public int Step { get; private set; }

    public bool IsDone => Step >= Plan.Spec.Steps;

    /// <summary>How often training went back; none where it never diverged.</summary>
    public IReadOnlyList<TrainingRollback> Rollbacks { get; private set; } = [];

    /// <summary>What training goes on from, beside the optimiser's state; its own tensors.</summary>
    public Dictionary<string, Tensor> Weights => _models.Tuning.Parameters.ToDictionary(entry => entry.Name, entry => (Tensor)entry.Parameter);

    /// <summary>The aligned model, as others load it: of the average, where there is one.</summary>
    public AlignedWeights Publish() => _models.Tuning.Publish(Trainer.Average?.State() ?? Weights);

    /// <summary>Does the next step.</summary>
    /// <returns>Its figures, and the epoch that it ended, if it did.</returns>
    /// <exception cref="TrainingDivergedException">This step shows that training leads nowhere.</exception>
    public (TrainingLogEntry Entry, int? Epoch) Advance()
    {
        var entry = Trainer.Step(Step);
        var epoch = Plan.EpochEnding(Step);
        Step++;
        if (IsDone || Step % Math.Max(1, Plan.Spec.Steps / HeldOutLooks) == 0)
        {
            entry = entry with { HeldOut = _heldOut.Look(_models.Tuning.Predict) };
        }

        _entries.Add(entry);
        DivergenceWatch.Look(_entries);
        return (entry, epoch);
    }

    public TrainingLog Log() => new(RunId, _loss.Name, _pairs.Training.Count, _pairs.HeldOut.Count, ReferenceHash, [.. _entries], LeftOut,
        Rollbacks.Count == 0 ? null : Rollbacks);

    /// <summary>What is said of an epoch that ends now; its figures are means over its steps.</summary>
    /// <param name="checkpointHash">Content hash of the published weights.</param>
    public EpochCompleted Completed(int epoch, BlobReference checkpoint, string checkpointHash)
    {
        var steps = (_pairs.Training.Count + Plan.Spec.BatchSize - 1) / Plan.Spec.BatchSize;
        var last = _entries.TakeLast(steps).ToArray();
        return new EpochCompleted(
            RunId, epoch, Plan.Epochs, Step, Plan.Spec.Steps, checkpoint, checkpointHash, ReferenceHash,
            last.Average(entry => entry.Loss), Accuracy(last), IsDone);
    }

    /// <exception cref="InvalidDataException">They are not the weights of what is trained.</exception>
    public void LoadWeights(IReadOnlyDictionary<string, Tensor> weights)
    {
        NamedTensors.Copy(weights, Weights, "checkpoint");
        _models.Tuning.ParametersChanged();
    }

    /// <param name="rollbacks">All that there were so far: the last of them has the learning rate's factor.</param>
    public void GoOnFrom(int step, IEnumerable<TrainingLogEntry> entries, IReadOnlyList<TrainingRollback>? rollbacks)
    {
        Step = step;
        _entries.Clear();
        _entries.AddRange(entries);
        RolledBack(rollbacks ?? []);
    }

    public void RolledBack(IReadOnlyList<TrainingRollback> rollbacks)
    {
        Rollbacks = rollbacks;
        Trainer.LearningRateFactor = rollbacks.Count == 0 ? 1 : rollbacks[^1].LearningRateFactor;
    }

    public void Dispose()
    {
        _heldOut.Dispose();
        Trainer.Dispose();
        _pairs.Dispose();
        _models.Dispose();
    }

    /// <summary>Of the training batches; where their losers are not computed, of the last look at the held-out pairs.</summary>
    private double? Accuracy(TrainingLogEntry[] epoch) =>
        epoch.Average(entry => entry.ImplicitAccuracy) ?? _entries.LastOrDefault(entry => entry.HeldOut is not null)?.HeldOut!.ImplicitAccuracy;
}
