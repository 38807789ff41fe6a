using System.Text;
using System.Text.Json;
using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.EvalService.Reporting;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Cli.Reports;

/// <summary>The folder of a run that has ended, opened to read.</summary>
internal sealed class FinishedRunFolder : IDisposable
{
    private readonly IDocumentStore _documents;
    private readonly StoredReports _reports;
    private readonly RunDocument _run;

    private FinishedRunFolder(string path, IDocumentStore documents, IBlobStore blobs, RunDocument run, RunSummary summary)
    {
        (Path, _documents, _run, Summary) = (path, documents, run, summary);
        _reports = new StoredReports(documents, blobs);
    }

    /// <summary>As the user named it.</summary>
    public string Path { get; }

    public RunSummary Summary { get; }

    /// <exception cref="CommandFailure">It is no folder of a run, or its run has not ended.</exception>
    /// <exception cref="StoreException">Its database is corrupt or cannot be opened.</exception>
    public static async Task<FinishedRunFolder> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
            throw Refused(path, File.Exists(path) ? "is a file, not the folder of a run" : "is not there");

        if (!File.Exists(System.IO.Path.Combine(path, "run.json")))
            throw Refused(path, "is no folder of a run: there is no run.json in it. Name the folder that 'run' wrote");

        var marker = RunFolder.MarkerOf(path);
        if (marker.Data is not null)
            throw Refused(path, "holds a training by itself, which compares no models; its own report.html has all there is. Name the folder that 'run' wrote");

        var database = System.IO.Path.Combine(path, "run.db");
        if (!File.Exists(database))
            throw NotFinished(path, "has not begun");

        var options = new StorageOptions { SqlitePath = database, BlobFolder = System.IO.Path.Combine(path, "blobs") };
        var documents = StorageFactory.CreateDocumentStore(options);
        try
        {
            await documents.InitializeAsync(cancellationToken);
            var run = (await documents.FindAsync<RunDocument>(Collections.Runs, marker.RunId, cancellationToken))?.Value;
            if (run is not { State: RunState.Completed })
                throw NotFinished(path, run?.State switch { RunState.Failed => $"failed: {run.FailureReason}", RunState.Paused => "waits for its user", _ => "has not ended" });

            var blobs = StorageFactory.CreateBlobStore(options);
            return new FinishedRunFolder(path, documents, blobs, run, await ReadSummaryAsync(path, cancellationToken));
        }
        catch
        {
            (documents as IDisposable)?.Dispose();
            throw;
        }
    }

    /// <summary>Its report, as this version writes it.</summary>
    public Task<byte[]> WriteReportAsync(CancellationToken cancellationToken) => _reports.WriteAsync(_run, cancellationToken);

    /// <returns>Null where an earlier version ended the run: it kept too little.</returns>
    public Task<ReportData?> ReadAsync(CancellationToken cancellationToken) => _reports.ReadAsync(_run, Summary, cancellationToken);

    public void Dispose() => (_documents as IDisposable)?.Dispose();

    private static async Task<RunSummary> ReadSummaryAsync(string path, CancellationToken cancellationToken)
    {
        var file = System.IO.Path.Combine(path, RunOutput.Summary);
        if (!File.Exists(file))
            throw NotFinished(path, $"has no {RunOutput.Summary}");

        try
        {
            return SummaryJson.Read(await File.ReadAllTextAsync(file, Encoding.UTF8, cancellationToken));
        }
        catch (JsonException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, $"{file} is damaged: {exception.Message} Delete it and give the run command again: it writes the file anew.", exception);
        }
    }

    private static CommandFailure NotFinished(string path, string why) =>
        Refused(path, $"is not finished: its run {why}. Give the run command again to go on with it");

    private static CommandFailure Refused(string path, string why) => new(ExitCodes.Usage, $"{path} {why}.");
}
