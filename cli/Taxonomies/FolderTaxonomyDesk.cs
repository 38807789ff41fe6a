using InstructEngine.Protos.V1;
using InstructEngine.Review.Gates;
using InstructEngine.TaxonomyService.Grpc;
using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.Review;
using TaxonomyReview = InstructEngine.Protos.V1.TaxonomyReview;

namespace InstructEngine.Cli.Taxonomies;

/// <summary>The taxonomies of runs in a store that this process has open, for the pages.</summary>
internal sealed class FolderTaxonomyDesk(TaxonomyReviews reviews) : InstructEngine.Review.Gates.ITaxonomyDesk
{
    public Task<TaxonomyReview> ReadAsync(string runId, CancellationToken cancellationToken) =>
        GuardedAsync(() => reviews.RequireAsync(runId, cancellationToken));

    public Task<TaxonomyReview> DecideAsync(DecideNodesRequest request, CancellationToken cancellationToken)
    {
        TaxonomyService.Review.ReviewDecision? decision = request.Decision switch
        {
            Protos.V1.ReviewDecision.Accepted => TaxonomyService.Review.ReviewDecision.Accepted,
            Protos.V1.ReviewDecision.Rejected => TaxonomyService.Review.ReviewDecision.Rejected,
            Protos.V1.ReviewDecision.Open => null,
            _ => throw new DeskException(DeskFault.Refused, "decision is missing: expected ACCEPTED, REJECTED or OPEN."),
        };
        return GuardedAsync(() => reviews.DecideAsync(request.RunId, decision, request.Nodes, request.Reason, cancellationToken, request.Seen));
    }

    public Task<TaxonomyReview> EditAsync(EditNodeRequest request, CancellationToken cancellationToken)
    {
        var edit = new TaxonomyService.Review.NodeEdit(
            request.Node, request.HasName ? request.Name : null, request.HasDefinition ? request.Definition : null, request.Entities.Count > 0 ? [.. request.Entities] : null);
        return GuardedAsync(() => reviews.EditAsync(request.RunId, edit, request.Seen.Length > 0 ? request.Seen : null, cancellationToken));
    }

    private static async Task<TaxonomyReview> GuardedAsync(Func<Task<TaxonomyService.Review.TaxonomyReview>> work)
    {
        try
        {
            return (await work()).ToMessage();
        }
        catch (TaxonomyReviewException exception)
        {
            throw new DeskException(exception.IsConflict ? DeskFault.Conflict : DeskFault.Refused, exception.Message, exception);
        }
        catch (OutlineException exception)
        {
            throw new DeskException(DeskFault.Refused, exception.Message, exception);
        }
    }
}
