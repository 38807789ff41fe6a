using InstructEngine.Cli.Invocation;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Cli.Output;

/// <summary>Lays a completed run out as files in its folder. Doing it again only writes what is missing or differs.</summary>
internal static class RunOutput
{
    public const string Summary = "summary.json";

    public const string Report = "report.html";

    public static async Task WriteAsync(
        IDocumentStore documents, IBlobStore blobs, RunDocument run, string folder, string modelsRoot, CancellationToken cancellationToken)
    {
        try
        {
            if (await documents.FindAsync<DatasetCompleted>(Collections.Datasets, run.RunId, cancellationToken) is { } dataset)
                await DatasetFolder.WriteAsync(blobs, dataset.Value, Path.Combine(folder, "dataset"), cancellationToken);

            var checkpoint = await documents.ListAsync<EpochCompleted>(Collections.Epochs, run.RunId, cancellationToken)
                .FirstOrDefaultAsync(epoch => epoch.Value.IsLast, cancellationToken);
            if (checkpoint is not null)
            {
                var baseFolder = new ModelRoot(modelsRoot).Resolve(run.Spec.Training.Model);
                await AlignedModelFolder.WriteAsync(blobs, checkpoint.Value, baseFolder, Path.Combine(folder, "checkpoints", "aligned"), cancellationToken);
            }

            await AtomicFile.WriteAsync(Path.Combine(folder, Report), await blobs.ReadAsync(run.Report!, cancellationToken), cancellationToken);

            // Last: with a summary, a folder is complete.
            await AtomicFile.WriteAsync(Path.Combine(folder, Summary), await blobs.ReadAsync(run.Summary!, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(
                ExitCodes.OutputUnusable,
                $"The run is done, but its files cannot be written to {folder}: {exception.Message} Make room there and run again: it only writes what is missing.",
                exception);
        }
    }
}
