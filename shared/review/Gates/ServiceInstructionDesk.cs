using Grpc.Net.Client;
using InstructEngine.Protos.V1;

namespace InstructEngine.Review.Gates;

/// <summary>Reviews at instruction-svc.</summary>
public sealed class ServiceInstructionDesk(GrpcChannel channel) : IInstructionDesk
{
    private const string Service = "instruction-svc";

    private readonly Instructions.InstructionsClient _client = new(channel);

    public Task<InstructionReview> ReadAsync(string runId, CancellationToken cancellationToken) =>
        ServiceCalls.ToldAsync(_client.GetInstructionReviewAsync(new() { RunId = runId }, cancellationToken: cancellationToken), Service, cancellationToken);

    public Task<ListDraftsResponse> ListAsync(ListDraftsRequest request, CancellationToken cancellationToken) =>
        ServiceCalls.ToldAsync(_client.ListDraftsAsync(request, cancellationToken: cancellationToken), Service, cancellationToken);

    public Task<InstructionChange> DecideAsync(DecideTriplesRequest request, CancellationToken cancellationToken) =>
        ServiceCalls.ToldAsync(_client.DecideTriplesAsync(request, cancellationToken: cancellationToken), Service, cancellationToken);

    public Task<InstructionChange> EditAsync(EditTripleRequest request, CancellationToken cancellationToken) =>
        ServiceCalls.ToldAsync(_client.EditTripleAsync(request, cancellationToken: cancellationToken), Service, cancellationToken);

    public Task<InstructionChange> UndoAsync(UndoInstructionChangeRequest request, CancellationToken cancellationToken) =>
        ServiceCalls.ToldAsync(_client.UndoInstructionChangeAsync(request, cancellationToken: cancellationToken), Service, cancellationToken);
}
