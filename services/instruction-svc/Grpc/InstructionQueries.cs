using Grpc.Core;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Hosting.Runs;
using InstructEngine.Protos.V1;
using InstructEngine.Storage.Documents;

namespace InstructEngine.InstructionService.Grpc;

/// <summary>Reads a run's instruction triples.</summary>
internal sealed class InstructionQueries(RunDirectory runs, IDocumentStore documents) : Instructions.InstructionsBase
{
    public override async Task<ListTriplesResponse> ListTriples(ListTriplesRequest request, ServerCallContext context)
    {
        var stop = context.CancellationToken;
        var run = await runs.RequireAsync(request.RunId, stop);
        var page = await documents.ListAsync<InstructionTripleCreated>(Collections.Triples, run.RunId, stop)
            .PageAsync(request.PageSize, request.PageToken, stop);
        var response = new ListTriplesResponse
        {
            NextPageToken = page.NextPageToken,
            Created = await documents.CountAsync(Collections.Triples, run.RunId, stop),
            Rejected = await documents.CountAsync(Collections.RejectedTriples, run.RunId, stop),
        };
        response.Triples.AddRange(page.Items.Select(ToMessage));
        return response;
    }

    private static Triple ToMessage(InstructionTripleCreated triple) => new()
    {
        TripleId = triple.TripleId,
        LeafId = triple.LeafId,
        Dimension = triple.Dimension.ToString(),
        Base = triple.Base,
        Preferred = triple.Preferred,
        Dispreferred = triple.Dispreferred,
        Contrast = triple.Contrast ?? "",
    };
}
