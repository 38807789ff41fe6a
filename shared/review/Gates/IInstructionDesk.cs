using InstructEngine.Protos.V1;

namespace InstructEngine.Review.Gates;

/// <summary>Where instructions are reviewed: a service of a cluster, or the store of a run's folder.</summary>
public interface IInstructionDesk
{
    /// <exception cref="DeskException">The run has no review of its instructions, or it cannot be reached.</exception>
    Task<InstructionReview> ReadAsync(string runId, CancellationToken cancellationToken);

    /// <exception cref="DeskException">It cannot be done.</exception>
    Task<ListDraftsResponse> ListAsync(ListDraftsRequest request, CancellationToken cancellationToken);

    /// <exception cref="DeskException">It cannot be done.</exception>
    Task<InstructionChange> DecideAsync(DecideTriplesRequest request, CancellationToken cancellationToken);

    /// <exception cref="DeskException">It cannot be done.</exception>
    Task<InstructionChange> EditAsync(EditTripleRequest request, CancellationToken cancellationToken);

    /// <exception cref="DeskException">It cannot be done.</exception>
    Task<InstructionChange> UndoAsync(UndoInstructionChangeRequest request, CancellationToken cancellationToken);
}
