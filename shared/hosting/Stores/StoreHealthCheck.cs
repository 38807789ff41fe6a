using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace InstructEngine.Hosting.Stores;

/// <summary>Both stores answer a question.</summary>
internal sealed class StoreHealthCheck(IDocumentStore documents, IBlobStore blobs) : IHealthCheck
{
    private static readonly BlobReference Nothing = new(new string('0', 64), 0);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await documents.FindAsync<RunDocument>(Collections.Runs, "health", cancellationToken);
        await blobs.ExistsAsync(Nothing, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
