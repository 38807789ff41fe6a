using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;
using InstructEngine.TrainerService.Alignment;

namespace InstructEngine.TrainerService.Local;

/// <summary>A job that its one process runs itself: no lease, the checkpoint in the local database.</summary>
internal sealed class LocalJob : IJobContext
{
    private readonly IDocumentStore _documents;
    private readonly Action<JobProgress> _report;
    private readonly Func<string, Task> _saved;
    private JobDocument _document;
    private JobProgress _progress;

    private LocalJob(IDocumentStore documents, JobDocument document, Action<JobProgress> report, Func<string, Task> saved) =>
        (_documents, _document, _progress, _report, _saved) = (documents, document, document.Progress, report, saved);

    public string JobId => _document.JobId;

    public string RunId => _document.RunId;

    public string Input => _document.Input;

    public string? Checkpoint => _document.Checkpoint;

    public long LeaseToken => _document.LeaseToken;

    /// <param name="input">What the job is to do now; the checkpoint is compared with it when the job goes on.</param>
    /// <param name="saved">Told of every checkpoint that is stored.</param>
    public static async Task<LocalJob> OpenAsync(
        IDocumentStore documents, string runId, string input, Action<JobProgress> report, Func<string, Task> saved, CancellationToken cancellationToken)
    {
        var id = AlignmentJob.IdOf(runId);
        var stored = await documents.FindAsync<JobDocument>(Collections.Jobs, id, cancellationToken);
        var document = stored?.Value ?? new JobDocument(
            id, runId, JobKinds.Train, input, JobState.Running, LeaseOwner: null, LeaseToken: 1, LeaseExpiresAt: null, new JobProgress(0, 0, "steps", null),
            Checkpoint: null, FailureReason: null, Attempts: 1);
        return new LocalJob(documents, document with { Input = input }, report, saved);
    }

    public void Report(JobProgress progress)
    {
        _progress = progress;
        _report(progress);
    }

    public async Task SaveAsync(string checkpoint, CancellationToken cancellationToken)
    {
        _document = _document with { Checkpoint = checkpoint, Progress = _progress };
        if (!await _documents.InsertIfAbsentAsync(Collections.Jobs, JobId, RunId, _document, cancellationToken))
        {
            var found = await _documents.FindAsync<JobDocument>(Collections.Jobs, JobId, cancellationToken);
            if (found is null || !await _documents.ReplaceAsync(Collections.Jobs, JobId, _document, found.Version, cancellationToken))
            {
                throw new LeaseLostException(JobId);
            }
        }

        await _saved(checkpoint);
    }
}
