using System.Diagnostics;
using System.Globalization;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Content;
using InstructEngine.TrainerService.FineTuning;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>
/// Aligns a run's base model. Whenever it is stopped, it goes on from its last checkpoint: on the CPU the result is bit for bit that of a training
/// without the stop.
/// </summary>
internal sealed partial class AlignmentJob(
    RunDirectory runs, AlignmentSessionFactory sessions, AlignmentStore store, IEpochAnnouncer epochs, ILogger<AlignmentJob> logger) : IJobHandler
{
    private const int SmoothedSteps = 10;

    /// <summary>What <c>training.onDivergence</c> says where training may go back.</summary>
    private const string Rollback = "rollback";

    public string Kind => JobKinds.Train;

    public static string IdOf(string runId) => ContentIds.Create(runId, JobKinds.Train);

    public async Task RunAsync(IJobContext job, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(job.RunId, cancellationToken)
            ?? throw new RunFailureException($"Run {job.RunId} is not in this service's store: all services need the same store.");
        var input = AlignmentJobInput.Parse(job.Input);
        var checkpoint = job.Checkpoint is null ? null : AlignmentCheckpoint.Parse(job.Checkpoint);
        job.Report(new JobProgress(checkpoint?.Step ?? 0, run.Spec.Training.Steps, "steps", "checking and encoding the pairs"));
        using var session = await sessions.OpenAsync(run, input, checkpoint, cancellationToken);
        if (session.Memory is { } memory)
        {
            LogMemory(logger, memory);
        }

        if (checkpoint is not null)
        {
            await store.RestoreAsync(session, checkpoint, cancellationToken);
            LogResumed(logger, session.Step, run.Spec.Training.Steps);
        }

        if (session.IsDone)
        {
            await AnnounceAgainAsync(session, cancellationToken);
            return;
        }

        var points = run.Spec.Training.OnDivergence == Rollback ? new RollbackPoints(checkpoint?.Good ?? []) : null;
        if (points is { All.Count: 0 })
        {
            await SaveAsync(job, session, points);
        }

        await TrainAsync(job, session, points, cancellationToken);
    }

    private async Task TrainAsync(IJobContext job, AlignmentSession session, RollbackPoints? points, CancellationToken cancellationToken)
    {
        var recent = new Queue<TrainingLogEntry>();
        var began = (Time: Stopwatch.GetTimestamp(), session.Step);
        while (!session.IsDone)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                await SaveAsync(job, session, points);
                cancellationToken.ThrowIfCancellationRequested();
            }

            TrainingLogEntry entry;
            int? epoch;
            try
            {
                (entry, epoch) = session.Advance();
            }
            catch (TrainingDivergedException e)
            {
                await RollBackAsync(job, session, points, e, cancellationToken);
                recent.Clear();
                began = (Stopwatch.GetTimestamp(), session.Step);
                continue;
            }

            AlignmentMetrics.StepDone(entry, session.Plan.Spec.BatchSize);
            recent.Enqueue(entry);
            if (recent.Count > SmoothedSteps)
            {
                recent.Dequeue();
            }

            var pairsASecond = (session.Step - began.Step) * session.Plan.Spec.BatchSize / Stopwatch.GetElapsedTime(began.Time).TotalSeconds;
            job.Report(new JobProgress(session.Step, session.Plan.Spec.Steps, "steps", Detail(recent, pairsASecond)));

            // The epoch first: a checkpoint says that all before it was announced.
            if (epoch is { } ended)
            {
                await epochs.AnnounceAsync(await store.SaveEpochAsync(session, ended, CancellationToken.None), CancellationToken.None);
                LogEpoch(logger, ended, session.Plan.Epochs, session.Step);
            }

            if (session.IsDone || session.Step % session.Plan.Spec.CheckpointEverySteps == 0)
            {
                await SaveAsync(job, session, points);
            }
        }
    }

    private async Task RollBackAsync(
        IJobContext job, AlignmentSession session, RollbackPoints? points, TrainingDivergedException divergence, CancellationToken cancellationToken)
    {
        var before = session.Rollbacks;
        if (points is null || before.Count >= RollbackPoints.Most)
        {
            var tried = points is null ? $"set training.onDivergence to '{Rollback}'" : $"give up this setting: going back {before.Count} times did not help";
            throw new RunFailureException(
                $"{divergence.Message} Try a lower training.learningRate (a third of it), a lower training.beta, or more training.warmupSteps; or {tried}.", divergence);
        }

        var point = points.BackFrom(divergence.Step);
        await store.RestoreAsync(session, point, cancellationToken);
        var factor = Math.Pow(RollbackPoints.LearningRateFactor, before.Count + 1);
        session.RolledBack([.. before, new TrainingRollback(divergence.Step, point.Step, divergence.What, factor)]);
        AlignmentMetrics.RolledBack(divergence.Reason);
        LogRolledBack(logger, divergence.Step, divergence.What, point.Step, factor);
        await SaveAsync(job, session, points);
    }

    /// <param name="points">Gets the checkpoints that a training without a stop would have, too, so that it goes back to the same ones.</param>
    private async Task SaveAsync(IJobContext job, AlignmentSession session, RollbackPoints? points)
    {
        var checkpoint = await store.SaveAsync(session, CancellationToken.None);
        if (points is not null)
        {
            if (session.Step % session.Plan.Spec.CheckpointEverySteps == 0)
            {
                points.Add(checkpoint);
            }

            checkpoint = checkpoint with { Good = points.All };
        }

        await job.SaveAsync(checkpoint.ToJson(), CancellationToken.None);
        AlignmentMetrics.CheckpointStored();
        LogSaved(logger, session.Step);
    }

    /// <summary>The last epoch, in case the process died between the last checkpoint and the job's end.</summary>
    private async Task AnnounceAgainAsync(AlignmentSession session, CancellationToken cancellationToken)
    {
        if (await store.FindEpochAsync(session.RunId, session.Plan.Epochs, cancellationToken) is { } epoch)
        {
            await epochs.AnnounceAsync(epoch, cancellationToken);
        }
    }

    private static string Detail(Queue<TrainingLogEntry> recent, double pairsASecond) => string.Create(
        CultureInfo.InvariantCulture,
        $"loss {recent.Average(entry => entry.Loss):0.000}{Accuracy(recent)} {pairsASecond:0.0} pairs/s");

    private static string Accuracy(Queue<TrainingLogEntry> recent) => recent.Average(entry => entry.ImplicitAccuracy) is { } accuracy
        ? string.Create(CultureInfo.InvariantCulture, $" acc {accuracy:0.00}")
        : string.Empty;

    [LoggerMessage(Level = LogLevel.Information, Message = "Training needs about {Memory}")]
    private static partial void LogMemory(ILogger logger, MemoryEstimate memory);

    [LoggerMessage(Level = LogLevel.Information, Message = "Training goes on from step {Step} of {Steps}")]
    private static partial void LogResumed(ILogger logger, int step, int steps);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Training diverged at step {Step}: {What}. It goes on from step {BackTo} with {Factor} of the learning rate")]
    private static partial void LogRolledBack(ILogger logger, int step, string what, int backTo, double factor);

    [LoggerMessage(Level = LogLevel.Information, Message = "Epoch {Epoch} of {Epochs} ended at step {Step}")]
    private static partial void LogEpoch(ILogger logger, int epoch, int epochs, int step);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Checkpoint at step {Step}")]
    private static partial void LogSaved(ILogger logger, int step);
}
