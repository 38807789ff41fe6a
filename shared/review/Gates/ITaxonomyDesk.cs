using InstructEngine.Protos.V1;

namespace InstructEngine.Review.Gates;

/// <summary>Where taxonomies are reviewed: a service of a cluster, or the store of a run's folder.</summary>
public interface ITaxonomyDesk
{
    /// <exception cref="DeskException">The run's taxonomy is not in review, or cannot be reached.</exception>
    Task<TaxonomyReview> ReadAsync(string runId, CancellationToken cancellationToken);

    /// <exception cref="DeskException">It cannot be done.</exception>
    Task<TaxonomyReview> DecideAsync(DecideNodesRequest request, CancellationToken cancellationToken);

    /// <exception cref="DeskException">It cannot be done.</exception>
    Task<TaxonomyReview> EditAsync(EditNodeRequest request, CancellationToken cancellationToken);
}
