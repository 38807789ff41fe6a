using System.Diagnostics;
using System.Runtime.CompilerServices;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Runs;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Datasets;
using InstructEngine.TrainerService.Losses;
using Microsoft.Extensions.Logging.Abstractions;

namespace InstructEngine.TrainerService.Local.Piloting;

/// <summary>Short trainings of one seed on a slice of the data, each with another setting and each from the base; nothing of them is kept but their figures.</summary>
/// <param name="plan">The training that the pilot is for; its steps are a trial's.</param>
internal sealed class Pilot(LocalTrainingPlan plan)
{
    /// <summary>Pairs a trial has, those held out included.</summary>
    public const int MostPairs = 512;

    /// <summary>Share of them that is held out: trials are told apart by these alone.</summary>
    private const double HeldOutShare = 0.25;

    /// <exception cref="RunFailureException">The data, the model or a setting cannot be used, or no pair can be held out.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop; found out before every step.</exception>
    public async IAsyncEnumerable<PilotTrial> RunAsync(
        IReadOnlyList<PilotSetting> grid, Action<int, int> stepDone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var data = new DatasetFolderBlobs(plan.DatasetFolder);
        var whole = await data.ReadManifestAsync(cancellationToken);
        var slice = DatasetManifest.Write(Slice(DatasetManifest.Read(whole.Content)));
        var input = new AlignmentJobInput(DatasetManifest.Hash(slice), data.Use(slice));
        var sessions = new AlignmentSessionFactory(
            new ModelRoot(plan.ModelsRoot), data, new DatasetGate(data, NullLogger<DatasetGate>.Instance), new AlignmentOptions(plan.Parts));
        foreach (var (number, setting) in grid.Index())
        {
            yield return await TryAsync(sessions, input, setting, step => stepDone(number, step), cancellationToken);
        }
    }

    private async Task<PilotTrial> TryAsync(
        AlignmentSessionFactory sessions, AlignmentJobInput input, PilotSetting setting, Action<int> stepDone, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var training = plan.Training with
        {
            Beta = setting.Beta,
            LearningRate = setting.LearningRate,
            WarmupSteps = Math.Min(plan.Training.WarmupSteps, plan.Training.Steps / 4),
            HeldOutShare = Math.Max(plan.Training.HeldOutShare, HeldOutShare),
        };
        var run = new RunDocument(
            plan.RunId, LocalTrainingPlan.SpecOf(plan.ModelFolder, training, plan.Seed), Corpus: null, "none", DateTimeOffset.UtcNow, RunState.Running);
        using var session = await sessions.OpenAsync(run, input, checkpoint: null, cancellationToken);
        var heldOut = session.Log().HeldOutPairs;
        if (heldOut == 0)
        {
            throw new RunFailureException("A pilot tells settings apart by held-out pairs, and none of the data can be held out: give more pairs.");
        }

        var comparisons = Math.Min(heldOut, HeldOutEvaluation.MostPairs) * (PreferenceLosses.Create(training.Loss, training.Beta, training.Terms).Reads == Combinations.All ? 2 : 1);
        try
        {
            return new PilotTrial(setting, Train(session, stepDone, cancellationToken), comparisons, Failure: null, Seconds());
        }
        catch (TrainingDivergedException e)
        {
            // A setting that cannot learn is what the pilot is to find out.
            return new PilotTrial(setting, HeldOut: null, comparisons, e.What, Seconds());
        }

        double Seconds() => Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 1);
    }

    private static HeldOutFigures? Train(AlignmentSession session, Action<int> stepDone, CancellationToken cancellationToken)
    {
        HeldOutFigures? last = null;
        while (!session.IsDone)
        {
            cancellationToken.ThrowIfCancellationRequested();
            last = session.Advance().Entry.HeldOut ?? last;
            stepDone(session.Step);
        }

        return last;
    }

    /// <summary>Evenly from the whole, so that every leaf has its part.</summary>
    private static IEnumerable<ManifestLine> Slice(IReadOnlyList<ManifestLine> lines) => lines.Count <= MostPairs
        ? lines
        : Enumerable.Range(0, MostPairs).Select(index => lines[(int)((long)index * lines.Count / MostPairs)]);
}
