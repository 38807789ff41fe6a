using InstructEngine.Cli.Folders;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage;

namespace InstructEngine.Cli.Output;

/// <summary>Finds a run that ended in its folder, without starting anything.</summary>
internal static class FinishedRun
{
    /// <summary>True when the run is done; files of it that are missing are written again from its stores.</summary>
    /// <exception cref="StoreException">The folder's database is corrupt or cannot be opened.</exception>
    public static async Task<bool> IsDoneAsync(RunFolder folder, string runId, string modelsRoot, CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.File("run.db")))
            return false;

        var options = new StorageOptions { SqlitePath = folder.File("run.db"), BlobFolder = folder.File("blobs") };
        var documents = StorageFactory.CreateDocumentStore(options);
        using var disposable = documents as IDisposable;
        await documents.InitializeAsync(cancellationToken);
        var run = await documents.FindAsync<RunDocument>(Collections.Runs, runId, cancellationToken);
        if (run?.Value is not { State: RunState.Completed } completed)
            return false;

        if (!File.Exists(folder.File(RunOutput.Summary)))
        {
            var blobs = StorageFactory.CreateBlobStore(options);
            await RunOutput.WriteAsync(documents, blobs, completed, folder.Path, modelsRoot, cancellationToken);
        }

        return true;
    }
}
