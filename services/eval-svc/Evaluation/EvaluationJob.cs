using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.EvalService.Reporting;
using InstructEngine.EvalService.Suites;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Scoring;
using InstructEngine.Storage;
using InstructEngine.Storage.Content;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Evaluates a run's last checkpoint and ends the run. What was drawn and scored is stored as it comes, so a restart goes on there.</summary>
internal sealed class EvaluationJob(
    RunDirectory runs, PromptSuites suites, IImageScorer scorer, CheckpointEvaluator evaluator, RunConclusion conclusion,
    ComparedCheckpoints compared) : IJobHandler
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
        var outcome = await evaluator.EvaluateAsync(Plan(run, checkpoint), Report, cancellationToken);
        await compared.StoreAsync(run.RunId, checkpoint, outcome, cancellationToken);
        await conclusion.ConcludeAsync(run, checkpoint, outcome, scorer.Scorers, cancellationToken);

        void Report(int done, int total) => job.Report(new JobProgress(done, total, "images", null));
    }

    private EvaluationWork Plan(RunDocument run, EpochCompleted checkpoint)
    {
        var spec = run.Spec.Evaluation;
        var prompts = suites.Get(spec.Suite).Take(spec.Prompts);
        return new EvaluationWork(
            run.RunId,
            run.Spec.Seed,
            spec,
            run.Spec.Training.Model,
            checkpoint,
            prompts,
            EvaluationPlan.Images(prompts, spec.ImagesPerPrompt, run.Spec.Seed),
            scorer);
    }
}
