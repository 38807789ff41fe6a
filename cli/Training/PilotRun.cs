using System.CommandLine;
using System.Text.Json;
using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.Cli.Progress;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage;
using InstructEngine.TrainerService.Local.Piloting;
using InstructEngine.TrainerService.Losses;

namespace InstructEngine.Cli.Training;

/// <summary><c>train --pilot</c>: trials, their table, and the command line that they recommend.</summary>
internal sealed class PilotRun(TrainInputs inputs, RunFolder folder, TextWriter output)
{
    private static readonly JsonSerializerOptions Indented = new(StorageJson.Options) { WriteIndented = true };

    public static async Task<int> RunAsync(TrainArguments arguments, InvocationConfiguration streams, CancellationToken stop)
    {
        var inputs = await TrainInputs.ReadAsync(arguments, stop);
        using var folder = RunFolder.Take(arguments.Out, inputs.ToMarker(DateTimeOffset.UtcNow));
        var pilot = new PilotRun(inputs, folder, streams.Output);
        try
        {
            var trials = await ProgressViews.For(streams.Error).ShowAsync(show => pilot.TryAsync(show, stop));
            await pilot.RecommendAsync(trials, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await streams.Error.WriteLineAsync("Stopped. A pilot begins anew.");
            return ExitCodes.Cancelled;
        }
        catch (RunFailureException failure)
        {
            throw new CommandFailure(ExitCodes.RunFailed, OptionNames.In(failure.Message), failure);
        }

        return ExitCodes.Ok;
    }

    private async Task<IReadOnlyList<PilotTrial>> TryAsync(Action<IReadOnlyList<StageProgress>> show, CancellationToken stop)
    {
        var (spec, arguments) = (inputs.Settings.Spec, inputs.Arguments);
        var dataset = await TrainingData.PrepareAsync(inputs, folder, show, stop);
        var hasBeta = PreferenceLosses.Create(spec.Loss, spec.Beta, spec.Terms).NeedsReference;
        var grid = PilotGrid.Around(spec.Beta, spec.LearningRate, arguments.Beta is not null || !hasBeta, arguments.LearningRate is not null);
        var trials = new List<PilotTrial>();
        await foreach (var trial in new Pilot(inputs.PlanOn(dataset)).RunAsync(grid, (number, step) => show([Stage(grid, number, step)]), stop))
        {
            trials.Add(trial);
            if (arguments.Json)
                await WriteLineAsync(new { PilotTrial = trial });
        }

        return trials;
    }

    private StageProgress Stage(IReadOnlyList<PilotSetting> grid, int number, int step)
    {
        var (steps, setting) = (inputs.Settings.Spec.Steps, grid[number]);
        var (done, total) = ((number * (long)steps) + step, grid.Count * (long)steps);
        return new StageProgress(
            "pilot", done, total, "steps", $"trial {number + 1} of {grid.Count}: beta {setting.Beta}, learning rate {setting.LearningRate}",
            done < total ? StageState.Running : StageState.Completed);
    }

    private async Task RecommendAsync(IReadOnlyList<PilotTrial> trials, CancellationToken stop)
    {
        var recommendation = PilotRecommendation.Of(trials);
        var command = recommendation is null ? null : RecommendedCommand.Of(inputs, recommendation.Setting);
        var result = new { inputs.Settings.Spec.Steps, Trials = trials, Recommendation = recommendation, Command = command };
        await AtomicFile.WriteAsync(folder.File("pilot.json"), JsonSerializer.SerializeToUtf8Bytes(result, Indented), stop);
        if (inputs.Arguments.Json)
            await WriteLineAsync(new { PilotCompleted = result });
        else
            await output.WriteAsync(PilotTable.Of(trials, recommendation, command));
        if (recommendation is null)
            throw new CommandFailure(ExitCodes.RunFailed, $"Every trial diverged; the first: {trials[0].Failure}. Give a lower --learning-rate.");
    }

    private async Task WriteLineAsync(object line)
    {
        await output.WriteLineAsync(JsonSerializer.Serialize(line, StorageJson.Options));
        await output.FlushAsync();
    }
}
