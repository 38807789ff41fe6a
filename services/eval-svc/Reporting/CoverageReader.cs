using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Reads the part of a taxonomy's coverage that is shown.</summary>
internal static class CoverageReader
{
    /// <returns>Null where none was counted.</returns>
    public static async Task<CoverageFigures?> ReadAsync(IDocumentStore documents, string runId, CancellationToken cancellationToken) =>
        await documents.FindAsync<StoredCoverage>(Collections.Coverages, runId, cancellationToken) is { Value: var coverage }
            ? new CoverageFigures(
                coverage.Prompts, coverage.CoveredByLeaf, coverage.CoveredByTheme,
                (coverage.Leaves ?? []).DistinctBy(leaf => leaf.LeafId).ToDictionary(leaf => leaf.LeafId, leaf => leaf.Evidence))
            : null;

    private sealed record StoredCoverage(int Prompts, int CoveredByLeaf, int CoveredByTheme, IReadOnlyList<StoredLeaf>? Leaves);

    private sealed record StoredLeaf(string LeafId, int Evidence);
}
