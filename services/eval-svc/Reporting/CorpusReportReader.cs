using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Reads the part of Text Sampling's result that is shown.</summary>
internal static class CorpusReportReader
{
    /// <returns>Null where the run has none.</returns>
    public static async Task<CorpusReport?> ReadAsync(IDocumentStore documents, string runId, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync<StoredCorpus>(Collections.Corpora, runId, cancellationToken) is not { Value: var corpus })
            return null;

        return new CorpusReport(
            corpus.CorpusName,
            corpus.Read,
            corpus.Kept,
            corpus.Sampled,
            [.. corpus.Dropped.OrderByDescending(entry => entry.Value).Select(entry => (InWords(entry.Key), entry.Value))],
            corpus.OutsideWorld,
            [.. corpus.OutsideExamples.Select(example => (new PromptEvidence(example.Line, example.Text), example.Reason))]);
    }

    /// <summary><c>nearDuplicate</c> as <c>near duplicate</c>.</summary>
    private static string InWords(string name) =>
        string.Concat(name.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));

    private sealed record StoredCorpus(
        string CorpusName, long Read, long Kept, IReadOnlyDictionary<string, long> Dropped, long Sampled, long OutsideWorld, IReadOnlyList<Outside> OutsideExamples)
    {
        // The reasons come with their total; whatever reasons a later version adds are shown too.
        public IReadOnlyDictionary<string, long> Dropped { get; } = Dropped.Where(entry => entry.Key != "total" && entry.Value > 0).ToDictionary();
    }

    private sealed record Outside(int Line, string Text, string Reason);
}
