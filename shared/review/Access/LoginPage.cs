using InstructEngine.Review.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace InstructEngine.Review.Access;

/// <summary>Signing in with a token, which travels in the body of a form and nowhere else.</summary>
internal static class LoginPage
{
    public const string Path = "/login";
    private const int LongestToken = 256;

    public static void MapLogin(this IEndpointRouteBuilder site, ReviewerList reviewers, SessionCookie cookie)
    {
        site.MapGet(Path, context => ReviewResponses.WriteAsync(context, Write(null))).AllowUnsigned();
        site.MapPost(Path, async context =>
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
            if (form["token"] is not [{ Length: > 0 and <= LongestToken } token] || reviewers.Find(token.Trim()) is not { } reviewer)
            {
                await ReviewResponses.WriteAsync(context, Write("That token is not known here. Ask whoever sent it to you."), StatusCodes.Status401Unauthorized);
                return;
            }

            cookie.Issue(context, reviewer);
            ReviewResponses.SeeOther(context, "/");
        }).AllowUnsigned();
        site.MapPost("/logout", context =>
        {
            SessionCookie.Clear(context);
            ReviewResponses.SeeOther(context, Path);
            return Task.CompletedTask;
        }).AllowUnsigned();
    }

    public static string Write(string? problem)
    {
        var html = ReviewPage.Open("Sign in", null);
        html.Element("h1", "Sign in");
        html.Element("p", "You were sent a token, a long text without spaces. It is all you need.");
        if (problem is not null)
            html.Element("p", problem, ("class", "problem"), ("role", "alert"));
        html.Open("form", ("method", "post"), ("action", Path), ("class", "login"));
        html.Element("label", "Token", ("for", "token"));
        html.Void("input", ("id", "token"), ("name", "token"), ("type", "password"), ("autocomplete", "current-password"), ("required", ""), ("autofocus", ""), ("maxlength", "256"));
        html.Element("button", "Sign in", ("type", "submit"), ("class", "main"));
        html.Close("form");
        return ReviewPage.Close(html);
    }
}
