using InstructEngine.Contracts.V1;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Which samples, noise and timesteps each step has: a function of the seed and the step's number.</summary>
/// <param name="seed">The run's seed.</param>
/// <param name="timesteps">The noise schedule's number of timesteps.</param>
/// <param name="parts">Micro-batches a step, computed side by side. Part of the plan, because sums in another order differ in their last bits.</param>
internal sealed class AlignmentPlan(TrainingSpec spec, long seed, int samples, int timesteps, int parts)
{
    private readonly DrawSettings _draws = DrawSettings.Of(spec, timesteps);
    private readonly SampleOrder _order = new(samples, spec.BatchSize, epoch => AlignmentSeeds.Epoch(seed, epoch));

    public TrainingSpec Spec => spec;

    public int Parts => parts;

    public int Epochs => _order.Epochs(spec.Steps);

    /// <summary>The epoch, from 1, that ends with this step (from 0): at its last sample, or with the training. Null where none ends.</summary>
    public int? EpochEnding(int step) => step == spec.Steps - 1 ? Epochs : _order.EpochEnding(step);

    /// <summary>The noise schedule's number of timesteps.</summary>
    public int Timesteps => timesteps;

    public AlignmentBatch Batch(AlignmentData data, int step) => spec.ReferenceDraws is { } draws
        ? Draw(data, [.. _order.Visits(step).Select(visit => new FixedDraw(visit.Row, (int)(visit.Epoch % draws)))])
        : AlignmentBatch.Draw(data, _order.Batch(step), _draws, AlignmentSeeds.Step(seed, step));

    /// <summary>Samples as their fixed draws give them.</summary>
    public AlignmentBatch Draw(AlignmentData data, IReadOnlyList<FixedDraw> draws) =>
        AlignmentBatch.Draw(data, draws, _draws, draw => AlignmentSeeds.Draw(seed, draw));

    /// <summary>Samples of a step whose draw no earlier step had: those that the reference has to see.</summary>
    public int NewDraws(int step) => spec.ReferenceDraws is { } draws ? _order.Visits(step).Count(visit => visit.Epoch < draws) : spec.BatchSize;

    /// <summary>What is computed side by side.</summary>
    public IReadOnlyList<AlignmentBatch> MicroBatches(AlignmentBatch batch) => Split(batch, Math.Min(parts, batch.Count));

    /// <summary>What of such a part goes through the model at once, one after the other.</summary>
    public IReadOnlyList<AlignmentBatch> Passes(AlignmentBatch part) =>
        spec.MicroBatchSize is { } most ? Split(part, (part.Count + most - 1) / most) : [part];

    private static IReadOnlyList<AlignmentBatch> Split(AlignmentBatch batch, int count)
    {
        return [.. Enumerable.Range(0, count).Select(part =>
        {
            var (start, end) = (batch.Count * part / count, batch.Count * (part + 1) / count);
            return batch.Slice(start, end - start);
        })];
    }
}
