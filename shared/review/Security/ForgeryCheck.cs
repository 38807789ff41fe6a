using InstructEngine.Review.Access;
using InstructEngine.Review.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace InstructEngine.Review.Security;

/// <summary>
/// Refuses requests that another site made the browser send. The cookie is <c>SameSite=Strict</c>; beside that, what changes something must name
/// this site as its origin. A request that names its token itself (<c>Authorization: Bearer</c>) cannot be forged, and needs no origin.
/// </summary>
internal static class ForgeryCheck
{
    public static Task CheckAsync(HttpContext context, RequestDelegate next) =>
        IsSafe(context.Request.Method) || AccessGate.NamesToken(context) || IsFromHere(context.Request)
            ? next(context)
            : ReviewResponses.RefuseAsync(context, StatusCodes.Status403Forbidden, "This request does not come from a page of this site.");

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsFromHere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site != "same-origin")
            return false;

        // The scheme is left out: behind a proxy that ends TLS it is not the browser's.
        return request.Headers[HeaderNames.Origin] is [{ } origin]
            && Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && request.Host.HasValue
            && string.Equals(uri.Authority, new Uri($"{uri.Scheme}://{request.Host.Value}").Authority, StringComparison.OrdinalIgnoreCase);
    }
}
