using Grpc.Net.Client;
using InstructEngine.Protos.V1;

namespace InstructEngine.Review.Gates;

/// <summary>Reviews at taxonomy-svc.</summary>
public sealed class ServiceTaxonomyDesk(GrpcChannel channel) : ITaxonomyDesk
{
    private const string Service = "taxonomy-svc";

    private readonly Taxonomies.TaxonomiesClient _client = new(channel);

    public Task<TaxonomyReview> ReadAsync(string runId, CancellationToken cancellationToken) =>
        ServiceCalls.ToldAsync(_client.GetReviewAsync(new() { RunId = runId }, cancellationToken: cancellationToken), Service, cancellationToken);

    public Task<TaxonomyReview> DecideAsync(DecideNodesRequest request, CancellationToken cancellationToken) =>
        ServiceCalls.ToldAsync(_client.DecideNodesAsync(request, cancellationToken: cancellationToken), Service, cancellationToken);

    public Task<TaxonomyReview> EditAsync(EditNodeRequest request, CancellationToken cancellationToken) =>
        ServiceCalls.ToldAsync(_client.EditNodeAsync(request, cancellationToken: cancellationToken), Service, cancellationToken);
}
