using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.TaxonomyService.Coverage;

/// <summary>Keeps the coverage of a run's taxonomy as it was counted last.</summary>
internal sealed class CoverageStore(IDocumentStore documents)
{
    public async Task KeepAsync(TaxonomyCoverage coverage, CancellationToken cancellationToken)
    {
        while (!await documents.InsertIfAbsentAsync(Collections.Coverages, coverage.RunId, coverage.RunId, coverage, cancellationToken))
        {
            if (await documents.FindAsync<TaxonomyCoverage>(Collections.Coverages, coverage.RunId, cancellationToken) is { } stored
                && await documents.ReplaceAsync(Collections.Coverages, coverage.RunId, coverage, stored.Version, cancellationToken))
            {
                return;
            }
        }
    }
}
