using InstructEngine.Hosting.Runs;
using InstructEngine.Review.Access;
using Microsoft.AspNetCore.Routing;

namespace InstructEngine.Review;

/// <summary>One kind of review and its pages. Services come by the constructor, from the host that holds the site.</summary>
public interface IReviewPages
{
    /// <summary>What there is to do for a reviewer in a run; none where there is nothing.</summary>
    Task<IReadOnlyList<ReviewLink>> LinksAsync(RunDocument run, Reviewer reviewer, CancellationToken cancellationToken);

    /// <summary>Maps the pages and their calls, below paths of their own; see <see cref="AccessRules"/> for who may use them.</summary>
    void Map(IEndpointRouteBuilder site);
}

/// <param name="Path">On this site, e.g. <c>/compare/RUN</c>.</param>
/// <param name="Detail">How far it is, in a few words.</param>
public sealed record ReviewLink(string Title, string Path, string Detail);
