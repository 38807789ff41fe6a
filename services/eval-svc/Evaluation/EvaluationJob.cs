using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.EvalService.Reporting;
using InstructEngine.EvalService.Suites;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage;
using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;
using MassTransit;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Evaluates a run's checkpoint, and with the last one ends the run. What was drawn and scored is stored as it comes, so a restart goes on there.</summary>
internal sealed class EvaluationJob(
    RunDirectory runs, PromptSuites suites, SuiteOverlaps overlaps, EvaluationScorers scorers, CheckpointEvaluator evaluator, RunConclusion conclusion,
    ComparedCheckpoints compared, IDocumentStore documents, IBus bus) : IJobHandler
{
    public const string JobKind = "evaluate";

    public string Kind => JobKind;

    public static string IdOf(EpochCompleted checkpoint) => ContentIds.Create(JobKind, checkpoint.RunId, checkpoint.CheckpointHash);

    public static string InputOf(EpochCompleted checkpoint) => JsonSerializer.Serialize(checkpoint, StorageJson.Options);

    public async Task RunAsync(IJobContext job, CancellationToken cancellationToken)
    {
        var checkpoint = JsonSerializer.Deserialize<EpochCompleted>(job.Input, StorageJson.Options)
            ?? throw new InvalidOperationException($"Job {job.JobId} has no checkpoint in its input.");
        var run = await runs.FindAsync(job.RunId, cancellationToken)
            ?? throw new RunFailureException($"Run {job.RunId} is not stored: submit it again.");
        using var loaded = scorers.Load(run.Spec.Evaluation);
        var prompts = await suites.TakeAsync(run.Spec.Evaluation, cancellationToken);
        var images = EvaluationPlan.Images(prompts, run.Spec.Evaluation.ImagesPerPrompt, run.Spec.Seed);
        if (!checkpoint.IsLast)
        {
            await PublishAsync(checkpoint);
            return;
        }

        foreach (var earlier in await EarlierAsync(run, checkpoint, cancellationToken))
            await PublishAsync(earlier);
        var outcome = await EvaluateAsync(checkpoint);
        await conclusion.ConcludeAsync(run, checkpoint, outcome, loaded.Descriptions, cancellationToken);

        async Task<EvaluationOutcome> EvaluateAsync(EpochCompleted epoch)
        {
            var work = new EvaluationWork(
                run.RunId, run.Spec.Seed, run.Spec.Evaluation, new ModelSource(run.Spec.Training.Model), new ModelSource(run.Spec.Training.Model, epoch.Checkpoint),
                prompts, images, loaded.All);
            var measured = await evaluator.EvaluateAsync(work, Report, cancellationToken) with { Overlap = await overlaps.FindAsync(run, cancellationToken) };
            await compared.StoreAsync(run.RunId, epoch, measured, cancellationToken);
            EvaluationMetrics.Measured(measured.Headline);
            return measured;
        }

        async Task PublishAsync(EpochCompleted epoch)
        {
            var measured = (await EvaluateAsync(epoch)).ToEvent(epoch);
            await documents.InsertIfAbsentAsync(Collections.Evaluations, $"{run.RunId}-{epoch.Epoch}", run.RunId, measured, cancellationToken);
            await bus.Publish(measured, cancellationToken);
        }

        void Report(int done, int total) => job.Report(new JobProgress(done, total, "images", null));
    }

    /// <summary>Epochs whose own jobs have not come to their end: with the last one the run ends, and nobody would take them up any more.</summary>
    private async Task<IReadOnlyList<EpochCompleted>> EarlierAsync(RunDocument run, EpochCompleted last, CancellationToken cancellationToken)
    {
        if (run.Spec.Evaluation.Epochs != EvaluationEpochs.All)
            return [];

        var missing = new List<EpochCompleted>();
        await foreach (var epoch in documents.ListAsync<EpochCompleted>(Collections.Epochs, run.RunId, cancellationToken))
        {
            if (epoch.Value.Epoch < last.Epoch
                && await documents.FindAsync<CheckpointEvaluated>(Collections.Evaluations, $"{run.RunId}-{epoch.Value.Epoch}", cancellationToken) is null)
            {
                missing.Add(epoch.Value);
            }
        }

        return [.. missing.OrderBy(epoch => epoch.Epoch)];
    }
}

/// <summary>Which checkpoints are evaluated.</summary>
internal static class EvaluationEpochs
{
    public const string All = "all";
}
