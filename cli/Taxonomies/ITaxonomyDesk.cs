using InstructEngine.Protos.V1;
using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.Review;
using ReviewDecision = InstructEngine.Protos.V1.ReviewDecision;
using TaxonomyReview = InstructEngine.Protos.V1.TaxonomyReview;

namespace InstructEngine.Cli.Taxonomies;

/// <summary>Where a run's taxonomy is read and reviewed: in the run's folder, or on a server.</summary>
internal interface ITaxonomyDesk : IDisposable
{
    Task<TaxonomyOutline> ReadAsync(int? version, CancellationToken cancellationToken);

    Task<Coverage> CoverageAsync(CancellationToken cancellationToken);

    Task<TaxonomyReview> ReviewAsync(CancellationToken cancellationToken);

    Task<TaxonomyReview> DecideAsync(ReviewDecision decision, IReadOnlyList<string> nodes, string? reason, CancellationToken cancellationToken);

    Task<TaxonomyReview> EditAsync(NodeEdit edit, CancellationToken cancellationToken);

    Task<TaxonomyReview> ImportAsync(TaxonomyOutline outline, string name, CancellationToken cancellationToken);
}
