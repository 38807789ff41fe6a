using System.Text;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Reads runs that have ended, to show them again.</summary>
internal sealed class StoredReports(IDocumentStore documents, IBlobStore blobs)
{
    /// <exception cref="InvalidOperationException">The run is not completed.</exception>
    public async Task<RunSummary> SummaryAsync(RunDocument run, CancellationToken cancellationToken) =>
        SummaryJson.Read(Encoding.UTF8.GetString(await blobs.ReadAsync(Completed(run.Summary, run), cancellationToken)));

    /// <summary>The report of a run, written by this version; the one that was written at its end where an earlier version kept too little for that.</summary>
    /// <exception cref="InvalidOperationException">The run is not completed.</exception>
    public async Task<byte[]> WriteAsync(RunDocument run, CancellationToken cancellationToken)
    {
        var summary = await SummaryAsync(run, cancellationToken);
        if (summary.Evaluation is null)
            return EarlyReportWriter.Write(await new ReportDataReader(documents, blobs).ReadAsync(run, summary, cancellationToken));

        return await ReadAsync(run, summary, cancellationToken) is { } data
            ? ReportWriter.Write(data)
            : await blobs.ReadAsync(Completed(run.Report, run), cancellationToken);
    }

    /// <returns>Null where an earlier version ended the run: it kept too little.</returns>
    public async Task<ReportData?> ReadAsync(RunDocument run, RunSummary summary, CancellationToken cancellationToken)
    {
        var record = await new EvaluationRecords(documents, blobs).FindAsync(run.RunId, cancellationToken);
        var checkpoint = await documents.ListAsync<EpochCompleted>(Collections.Epochs, run.RunId, cancellationToken)
            .Select(epoch => epoch.Value).FirstOrDefaultAsync(epoch => epoch.IsLast, cancellationToken);
        return record is null || checkpoint is null
            ? null
            : await new ReportDataReader(documents, blobs).ReadAsync(run, summary, record.Outcome, record.Scorers, checkpoint, cancellationToken);
    }

    private static BlobReference Completed(BlobReference? blob, RunDocument run) =>
        blob ?? throw new InvalidOperationException($"Run {run.RunId} is not completed: it has no summary and no report.");
}
