using Google.Api;
using Google.Protobuf;
using Grpc.Core;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Hosting.Runs;
using InstructEngine.Protos.V1;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.RenderService.Grpc;

/// <summary>Reads a run's image pairs.</summary>
internal sealed class RenderQueries(RunDirectory runs, IDocumentStore documents, IBlobStore blobs) : Rendering.RenderingBase
{
    public override async Task<ListPairsResponse> ListPairs(ListPairsRequest request, ServerCallContext context)
    {
        var stop = context.CancellationToken;
        var run = await runs.RequireAsync(request.RunId, stop);
        var page = await documents.ListAsync<ImagePairRendered>(Collections.Pairs, run.RunId, stop).PageAsync(request.PageSize, request.PageToken, stop);
        var response = new ListPairsResponse
        {
            NextPageToken = page.NextPageToken,
            Rendered = await documents.CountAsync(Collections.Pairs, run.RunId, stop),
            Rejected = await documents.CountAsync(Collections.RejectedPairs, run.RunId, stop),
        };
        response.Pairs.AddRange(page.Items.Select(ToMessage));
        return response;
    }

    public override async Task<HttpBody> GetImage(GetImageRequest request, ServerCallContext context)
    {
        var stop = context.CancellationToken;
        var run = await runs.RequireAsync(request.RunId, stop);
        RunRequests.RequireId(request.TripleId, "triple_id");
        var pair = await documents.FindAsync<ImagePairRendered>(Collections.Pairs, request.TripleId, stop);
        if (pair is null || pair.RunId != run.RunId)
            throw new RpcException(new Status(StatusCode.NotFound, $"Run {run.RunId} has no pair {request.TripleId}."));

        var image = request.Side switch
        {
            "preferred" => pair.Value.PreferredImage,
            "dispreferred" => pair.Value.DispreferredImage,
            _ => throw new RpcException(new Status(StatusCode.InvalidArgument, $"side is '{request.Side}': expected preferred or dispreferred.")),
        };
        return new() { ContentType = "image/png", Data = UnsafeByteOperations.UnsafeWrap(await blobs.ReadAsync(image.Blob, stop)) };
    }

    private static Pair ToMessage(ImagePairRendered pair) => new()
    {
        TripleId = pair.TripleId,
        LeafId = pair.LeafId,
        Dimension = pair.Dimension.ToString(),
        Base = pair.Base,
        Preferred = pair.Preferred,
        Dispreferred = pair.Dispreferred,
        PreferredImage = ToMessage(pair.PreferredImage),
        DispreferredImage = ToMessage(pair.DispreferredImage),
        Renderer = pair.Renderer,
        RendererHash = pair.RendererHash,
        Attempt = pair.Attempt,
    };

    private static Image ToMessage(RenderedImage image) => new()
    {
        Sha256 = image.Blob.Sha256,
        Size = image.Blob.Size,
        Width = image.Width,
        Height = image.Height,
        Seed = image.Seed,
        OwnScore = image.OwnScore,
        OtherScore = image.OtherScore,
    };
}
