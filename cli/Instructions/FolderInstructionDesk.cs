using InstructEngine.Cli.Folders;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Grpc;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.QualityControl.Length;
using InstructEngine.InstructionService.Review;
using InstructEngine.Protos.V1;
using InstructEngine.Review.Gates;
using InstructEngine.Storage.Documents;
using Microsoft.Extensions.Logging.Abstractions;
using InstructionReview = InstructEngine.Protos.V1.InstructionReview;

namespace InstructEngine.Cli.Instructions;

/// <summary>The instructions of runs in a store that this process has open. The run's own program need not run, and may.</summary>
internal sealed class FolderInstructionDesk : IInstructionDesk
{
    private readonly InstructionReviews _reviews;

    /// <param name="quality">What edits are held against beside the spec.</param>
    /// <param name="modelsRoot">Where the models are whose tokenizers count an edit's length; null for the usual places.</param>
    public FolderInstructionDesk(IDocumentStore documents, QualityOptions quality, string? modelsRoot)
    {
        var tokens = new TokenCounters(new ModelRoot(modelsRoot ?? ModelsFolder.Usual()), NullLogger<TokenCounters>.Instance);
        _reviews = new(new RunDirectory(documents, TimeProvider.System), new DraftStore(documents), new EditInspection(new TripleQualities(quality, tokens)), TimeProvider.System);
    }

    public Task<InstructionReview> ReadAsync(string runId, CancellationToken cancellationToken) =>
        GuardedAsync(async () => (await _reviews.ReadAsync(runId, cancellationToken)).ToMessage());

    public Task<ListDraftsResponse> ListAsync(ListDraftsRequest request, CancellationToken cancellationToken) => GuardedAsync(async () =>
        (await _reviews.ListAsync(request.RunId, DraftFilters.Read(request.Filter), Math.Max(request.Skip, 0), request.PageSize is > 0 and <= 1000 ? request.PageSize : 100, cancellationToken)).ToMessage());

    public Task<InstructionChange> DecideAsync(DecideTriplesRequest request, CancellationToken cancellationToken) =>
        GuardedAsync(async () => (await _reviews.DecideAsync(request, cancellationToken)).ToMessage());

    public Task<InstructionChange> EditAsync(EditTripleRequest request, CancellationToken cancellationToken) =>
        GuardedAsync(async () => (await _reviews.EditAsync(request, cancellationToken)).ToMessage());

    public Task<InstructionChange> UndoAsync(UndoInstructionChangeRequest request, CancellationToken cancellationToken) =>
        GuardedAsync(async () => (await _reviews.UndoAsync(request.RunId, request.ChangeId, cancellationToken)).ToMessage());

    private static async Task<T> GuardedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (InstructionReviewException exception)
        {
            throw new DeskException(exception.IsConflict ? DeskFault.Conflict : DeskFault.Refused, exception.Message, exception);
        }
        catch (DraftFilterException exception)
        {
            throw new DeskException(DeskFault.Refused, exception.Message, exception);
        }
    }
}
