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
internal sealed class Train(TrainInputs inputs, RunFolder folder, TrainingOutput output, TextWriter error)
{
    public static async Task<int> RunAsync(TrainArguments arguments, InvocationConfiguration streams, CancellationToken stop)
    {
        var inputs = await TrainInputs.ReadAsync(arguments, stop);
        using var folder = RunFolder.Take(arguments.Out, inputs.ToMarker(DateTimeOffset.UtcNow));
        var train = new Train(inputs, folder, new TrainingOutput(streams.Output, arguments.Json), streams.Error);
        try
        {
            var dataset = await ProgressViews.For(streams.Error).ShowAsync(show => TrainingData.PrepareAsync(inputs, folder, show, stop));
            await train.RunAsync(dataset, stop);
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

    private async Task RunAsync(string dataset, CancellationToken stop)
    {
        using var training = new LocalTraining(folder.Path, inputs.PlanOn(dataset));
        var result = await training.FindFinishedAsync(stop) ?? await TrainAsync(training, stop);
        await TrainingFiles.WriteAsync(result, inputs, folder, stop);
        await output.EndAsync(result);
    }

    private async Task<LocalTrainingResult> TrainAsync(LocalTraining training, CancellationToken stop)
    {
        if (await training.EstimateAsync(stop) is { } memory)
            await error.WriteLineAsync($"Training needs about {memory}.");

        try
        {
            return await ProgressViews.For(error).ShowAsync(
                show => Task.Run(() => training.RunAsync(progress => show([Stage(progress)]), output.TellAsync, stop), CancellationToken.None));
        }
        catch (RunFailureException)
        {
            training.DiscardIfFruitless();
            throw;
        }
    }

    private static StageProgress Stage(JobProgress progress) => new(
        Stages.Training, progress.Done, progress.Total, progress.Unit, progress.Detail, progress.Done < progress.Total ? StageState.Running : StageState.Completed);
}
