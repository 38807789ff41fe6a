using System.Text.Json;
using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.Diffusion.Lora;
using InstructEngine.Hosting;
using InstructEngine.Storage;
using InstructEngine.TrainerService.Local;

namespace InstructEngine.Cli.Training;

/// <summary>Lays a training that ended out as files. Doing it again writes the same.</summary>
internal static class TrainingFiles
{
    private static readonly JsonSerializerOptions Indented = new(StorageJson.Options) { WriteIndented = true };

    /// <exception cref="CommandFailure">The files cannot be written.</exception>
    public static async Task WriteAsync(LocalTrainingResult result, TrainInputs inputs, RunFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var export in Exports.Of(inputs.Arguments.Export, inputs.Settings.Spec.LoraRank is not null))
                await ExportAsync(export, result, inputs, folder, cancellationToken);
            await AtomicFile.WriteAsync(folder.File("report.html"), TrainingPage.Write(result, inputs), cancellationToken);

            // Last: with it, all the rest is there.
            var told = new { Settings = inputs.Settings.Spec, inputs.Settings.Seed, Summary = TrainingSummary.Of(result), result.Log };
            await AtomicFile.WriteAsync(folder.File("training.json"), JsonSerializer.SerializeToUtf8Bytes(told, Indented), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(
                ExitCodes.OutputUnusable,
                $"The training is done, but its files cannot be written to {folder.Path}: {exception.Message} Make room there and give the same command again: it only writes them.", exception);
        }
    }

    private static Task ExportAsync(string export, LocalTrainingResult result, TrainInputs inputs, RunFolder folder, CancellationToken cancellationToken) => export switch
    {
        Exports.Merged => AlignedModelFolder.WriteAsync(result.Blobs, result.Last, inputs.Arguments.Model, folder.File("model"), cancellationToken),
        Exports.LoraKohya => AdapterFiles.WriteAsync(result, folder.File($"{Path.GetFileName(folder.Path)}.safetensors"), cancellationToken),
        _ => AdapterFiles.WriteAsync(result, inputs.Arguments.Model, LoraNaming.Peft, folder.File(AdapterFiles.DiffusersName), cancellationToken),
    };
}
