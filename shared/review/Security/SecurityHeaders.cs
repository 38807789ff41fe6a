using Microsoft.AspNetCore.Http;

namespace InstructEngine.Review.Security;

/// <summary>What every answer tells the browser not to do.</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; img-src 'self' blob: data:; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'";

    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";

        // Not no-referrer: browsers would then send forms with Origin: null, and the origin is what forged requests are told by.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";

        // Pages are of one reviewer, on a computer that may be another's tomorrow.
        headers.CacheControl = "private, no-store";
        return next(context);
    }
}
