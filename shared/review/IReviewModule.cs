using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Review;

/// <summary>A service that has review pages. The command line serves them from a run's folder without the rest of the service.</summary>
public interface IReviewModule
{
    /// <summary>Adds the pages and what they need beyond the stores, the run directory, the clock and logging.</summary>
    void AddReview(IServiceCollection services);
}
