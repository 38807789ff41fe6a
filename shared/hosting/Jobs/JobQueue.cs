using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Hosting.Jobs;

internal sealed class JobQueue(IDocumentStore documents, JobSignal signal) : IJobQueue
{
    public async Task EnqueueAsync(string jobId, string runId, string kind, string input, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        ArgumentException.ThrowIfNullOrEmpty(runId);
        ArgumentException.ThrowIfNullOrEmpty(kind);
        var job = new JobDocument(jobId, runId, kind, input, JobState.Waiting, null, 0, null, new JobProgress(0, 0, string.Empty, null), null, null, 0);
        await documents.InsertIfAbsentAsync(Collections.Jobs, jobId, runId, job, cancellationToken);
        signal.Set();
    }
}
