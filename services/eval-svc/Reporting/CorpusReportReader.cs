using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.Reporting;

internal static class CorpusReportReader
{
    public static Task<CorpusReport?> ReadAsync(IDocumentStore documents, RunDocument run, CancellationToken cancellationToken) =>
        Task.FromResult<CorpusReport?>(null);
}
