using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.Storage;

namespace InstructEngine.Cli.Reviews;

/// <summary>The stores of the run in a folder. The run's own program need not run, and may.</summary>
/// <param name="Folder">Full path.</param>
internal sealed record StoredRun(string Folder, RunMarker Marker, StorageOptions Storage)
{
    /// <exception cref="CommandFailure">The folder holds no run, or one that has not begun.</exception>
    public static StoredRun Open(string folder)
    {
        var marker = RunFolder.MarkerOf(folder);
        var database = Path.Combine(folder, "run.db");
        if (!File.Exists(database))
            throw new CommandFailure(ExitCodes.Usage, $"--run {folder}: its run has not begun, there is no run.db in it.");

        return new StoredRun(
            Path.GetFullPath(folder), marker, new StorageOptions { SqlitePath = database, BlobFolder = Path.Combine(folder, "blobs") });
    }
}
