using Grpc.Core;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Review;
using InstructEngine.Protos.V1;
using InstructEngine.Storage.Documents;
using MassTransit;

namespace InstructEngine.InstructionService.Grpc;

/// <summary>Reads a run's instruction triples, and takes what people decide on them.</summary>
internal sealed class InstructionQueries(RunDirectory runs, IDocumentStore documents, InstructionReviews reviews, IBus bus) : Instructions.InstructionsBase
{
    private const int MaxReason = 1000, MaxText = 4000, MaxIds = 1000;

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
        response.Triples.AddRange(page.Items.Select(DraftMessages.ToMessage));
        return response;
    }

    public override async Task<Protos.V1.InstructionReview> GetInstructionReview(GetInstructionReviewRequest request, ServerCallContext context)
    {
        await runs.RequireAsync(request.RunId, context.CancellationToken);
        return (await GuardedAsync(() => reviews.ReadAsync(request.RunId, context.CancellationToken))).ToMessage();
    }

    public override async Task<ListDraftsResponse> ListDrafts(ListDraftsRequest request, ServerCallContext context)
    {
        await runs.RequireAsync(request.RunId, context.CancellationToken);
        if (request.PageSize is < 0 or > Paging.MaxSize)
            throw Invalid($"page_size is {request.PageSize}: expected 1 to {Paging.MaxSize}, or none for {Paging.DefaultSize}.");
        if (request.Skip < 0)
            throw Invalid($"skip is {request.Skip}: expected 0 or more.");

        var size = request.PageSize == 0 ? Paging.DefaultSize : request.PageSize;
        return await GuardedAsync(async () =>
            (await reviews.ListAsync(request.RunId, DraftFilters.Read(request.Filter), request.Skip, size, context.CancellationToken)).ToMessage());
    }

    public override async Task<InstructionChange> DecideTriples(DecideTriplesRequest request, ServerCallContext context)
    {
        var run = await runs.RequireAsync(request.RunId, context.CancellationToken);
        CheckReason(request.Reason);
        if (request.TripleIds.Count > MaxIds)
            throw Invalid($"triple_ids has {request.TripleIds.Count} ids: expected at most {MaxIds}; a filter decides on more.");
        if (request.Seen.Count > 0 && request.Seen.Count != request.TripleIds.Count)
            throw Invalid($"seen has {request.Seen.Count} tags: expected one for each of the {request.TripleIds.Count} triple_ids, or none.");

        return await GoOnAsync(run, () => reviews.DecideAsync(request, context.CancellationToken), context);
    }

    public override async Task<InstructionChange> EditTriple(EditTripleRequest request, ServerCallContext context)
    {
        var run = await runs.RequireAsync(request.RunId, context.CancellationToken);
        CheckReason(request.Reason);
        foreach (var (field, text) in new[] { ("base", request.Base), ("preferred", request.Preferred), ("dispreferred", request.Dispreferred) })
        {
            if (text.Length > MaxText)
                throw Invalid($"{field} has {text.Length} characters: expected at most {MaxText}.");
        }

        return await GoOnAsync(run, () => reviews.EditAsync(request, context.CancellationToken), context);
    }

    public override async Task<InstructionChange> UndoInstructionChange(UndoInstructionChangeRequest request, ServerCallContext context)
    {
        var run = await runs.RequireAsync(request.RunId, context.CancellationToken);
        RunRequests.RequireId(request.ChangeId, "change_id");
        return await GoOnAsync(run, () => reviews.UndoAsync(run.RunId, request.ChangeId, context.CancellationToken), context);
    }

    /// <summary>Once all is decided, the run that waited for it goes on.</summary>
    private async Task<InstructionChange> GoOnAsync(RunDocument run, Func<Task<ReviewChange>> change, ServerCallContext context)
    {
        var changed = await GuardedAsync(change);
        if (changed.Review.IsComplete && await runs.ResumeAsync(run.RunId, context.CancellationToken))
            await bus.Publish(new RunRequested(run.RunId, run.Spec, run.Corpus, run.CorpusName), context.CancellationToken);

        return changed.ToMessage();
    }

    private static async Task<T> GuardedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (InstructionReviewException exception)
        {
            throw new RpcException(new Status(exception.IsConflict ? StatusCode.Aborted : StatusCode.FailedPrecondition, exception.Message));
        }
        catch (DraftFilterException exception)
        {
            throw Invalid(exception.Message);
        }
    }

    private static void CheckReason(string reason)
    {
        if (reason.Length > MaxReason)
            throw Invalid($"reason has {reason.Length} characters: expected at most {MaxReason}.");
    }

    private static RpcException Invalid(string message) => new(new Status(StatusCode.InvalidArgument, message));
}
