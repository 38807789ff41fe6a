using InstructEngine.Review.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace InstructEngine.Review.Access;

/// <summary>Recognises the reviewer by cookie or <c>Authorization: Bearer</c>, and keeps everybody else out.</summary>
internal sealed class AccessGate(ReviewerList reviewers, SessionCookie cookie)
{
    private const string Scheme = "Bearer ";

    /// <summary>Before the rate limits, which count by reviewer.</summary>
    public Task RecogniseAsync(HttpContext context, RequestDelegate next)
    {
        var bearer = BearerOf(context);
        var reviewer = bearer is null ? cookie.Read(context) : reviewers.Find(bearer);
        if (reviewer is not null)
            context.Features.Set(reviewer);
        return next(context);
    }

    /// <summary>After routing. What no page is mapped to is refused alike, so that paths cannot be found out unsigned.</summary>
    public static async Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        var rule = context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>();
        var reviewer = context.Features.Get<Reviewer>();
        if (rule is { Role: null } || (reviewer is not null && (rule is null || rule.Role == reviewer.Role)))
            await next(context);
        else if (reviewer is null)
            await RefuseAsync(context);
        else
            await ReviewResponses.RefuseAsync(context, StatusCodes.Status403Forbidden, rule!.Role == ReviewRole.Admin
                ? "This page is for the admin."
                : "This page is for annotators; the admin, who sees the results, does not vote.");
    }

    /// <summary>True where a request names its token itself: no browser does that by itself, so it cannot be forged from another site.</summary>
    public static bool NamesToken(HttpContext context) => BearerOf(context) is not null;

    private static async Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"review\"";
        if (ReviewResponses.WantsPage(context))
            await ReviewResponses.WriteAsync(context, LoginPage.Write(null), StatusCodes.Status401Unauthorized);
        else
            await ReviewResponses.RefuseAsync(context, StatusCodes.Status401Unauthorized, "Sign in with your token first.");
    }

    private static string? BearerOf(HttpContext context) =>
        context.Request.Headers[HeaderNames.Authorization] is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
}
