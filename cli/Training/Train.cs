using System.CommandLine;
using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Progress;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.TrainerService.Local;

namespace InstructEngine.Cli.Training;

/// <summary>Takes a training from its options to its files.</summary>
internal sealed class Train(TrainInputs inputs, RunFolder folder, TrainingOutput output)
{
    public static async Task<int> RunAsync(TrainArguments arguments, InvocationConfiguration streams, CancellationToken stop)
    {
        var inputs = await TrainInputs.ReadAsync(arguments, stop);
        using var folder = RunFolder.Take(arguments.Out, inputs.ToMarker(DateTimeOffset.UtcNow));
        var train = new Train(inputs, folder, new TrainingOutput(streams.Output, arguments.Json));
        try
        {
            await ProgressViews.For(streams.Error).ShowAsync(show => train.RunAsync(show, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await streams.Error.WriteLineAsync("Stopped. To go on: the same command again.");
            return ExitCodes.Cancelled;
        }
        catch (RunFailureException failure)
        {
            throw new CommandFailure(ExitCodes.RunFailed, OptionNames.In(failure.Message), failure);
        }

        await streams.Error.WriteLineAsync($"Result: {folder.Path}");
        return ExitCodes.Ok;
    }

    private async Task<LocalTrainingResult> RunAsync(Action<IReadOnlyList<StageProgress>> show, CancellationToken stop)
    {
        var dataset = await TrainingData.PrepareAsync(inputs, folder, show, stop);
        using var training = new LocalTraining(folder.Path, inputs.PlanOn(dataset));
        var result = await training.FindFinishedAsync(stop)
            ?? await Task.Run(() => training.RunAsync(progress => show([Stage(progress)]), output.TellAsync, stop), CancellationToken.None);
        await TrainingFiles.WriteAsync(result, inputs, folder, stop);
        await output.EndAsync(result);
        return result;
    }

    private static StageProgress Stage(JobProgress progress) => new(
        Stages.Training, progress.Done, progress.Total, progress.Unit, progress.Detail, progress.Done < progress.Total ? StageState.Running : StageState.Completed);
}
