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
    private JobDocument _document;
    private JobProgress _progress;

    private LocalJob(IDocumentStore documents, JobDocument document, Action<JobProgress> report) =>
        (_documents, _document, _progress, _report) = (documents, document, document.Progress, report);

    public string JobId => _document.JobId;

    public string RunId => _document.RunId;

    public string Input => _document.Input;

    public string? Checkpoint => _document.Checkpoint;

    public long LeaseToken => _document.LeaseToken;

    /// <param name="input">What the job is to do now; the checkpoint is compared with it when the job goes on.</param>
    public static async Task<LocalJob> OpenAsync(
        IDocumentStore documents, string runId, string input, Action<JobProgress> report, CancellationToken cancellationToken)
    {
        var id = AlignmentJob.IdOf(runId);
        var stored = await documents.FindAsync<JobDocument>(Collections.Jobs, id, cancellationToken);
        var document = stored?.Value ?? new JobDocument(
            id, runId, JobKinds.Train, input, JobState.Running, LeaseOwner: null, LeaseToken: 1, LeaseExpiresAt: null, new JobProgress(0, 0, "steps", null),
            Checkpoint: null, FailureReason: null, Attempts: 1);
        return new LocalJob(documents, document with { Input = input }, report);
    }

    public void Report(JobProgress progress)
    {
        _progress = progress;
        _report(progress);
    }

    public async Task SaveAsync(string checkpoint, CancellationToken cancellationToken)
    {
        _document = _document with { Checkpoint = checkpoint, Progress = _progress };
        if (await _documents.InsertIfAbsentAsync(Collections.Jobs, JobId, RunId, _document, cancellationToken))
        {
            return;
        }

        var found = await _documents.FindAsync<JobDocument>(Collections.Jobs, JobId, cancellationToken);
        if (found is null || !await _documents.ReplaceAsync(Collections.Jobs, JobId, _document, found.Version, cancellationToken))
        {
            throw new LeaseLostException(JobId);
        }
    }
}
