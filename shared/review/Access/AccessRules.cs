using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace InstructEngine.Review.Access;

/// <summary>Who may use a page. A page that says nothing is open to whoever is signed in.</summary>
public static class AccessRules
{
    /// <summary>For annotators only: the one who knows the results must not vote.</summary>
    public static T RequireAnnotator<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessRule(ReviewRole.Annotator));

    /// <summary>For the admin only.</summary>
    public static T RequireAdmin<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessRule(ReviewRole.Admin));

    /// <summary>For everybody: the sign-in page, style sheets, scripts.</summary>
    public static T AllowUnsigned<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessRule(null));

    /// <summary>Who asks, on a page that needs a signed-in reviewer.</summary>
    public static Reviewer Reviewer(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<Reviewer>() ?? throw new InvalidOperationException("Nobody is signed in.");
    }
}

/// <param name="Role">Null for everybody.</param>
internal sealed record AccessRule(ReviewRole? Role);
