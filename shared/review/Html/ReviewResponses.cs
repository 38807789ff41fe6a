using System.Text;
using System.Text.Json;
using InstructEngine.Review.Access;
using InstructEngine.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace InstructEngine.Review.Html;

/// <summary>Answers as every review page gives them.</summary>
public static class ReviewResponses
{
    /// <summary>A page, from <see cref="ReviewPage.Close"/>.</summary>
    public static Task WriteAsync(HttpContext context, string page, int status = StatusCodes.Status200OK)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(page, Encoding.UTF8, context.RequestAborted);
    }

    /// <summary>A value as JSON, written as the stores write it.</summary>
    public static Task WriteJsonAsync<T>(HttpContext context, T value, int status = StatusCodes.Status200OK)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(value, StorageJson.Options, context.RequestAborted);
    }

    /// <summary>Says in one sentence why not: as a page to who reads pages, else as JSON <c>{ "error": "…" }</c>.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string why)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!WantsPage(context))
            return WriteJsonAsync(context, new { error = why }, status);

        var html = ReviewPage.Open("Not possible", context.Features.Get<Reviewer>());
        html.Element("h1", "Not possible").Element("p", why).Open("p").Element("a", "Back to the start", ("href", "/")).Close("p");
        return WriteAsync(context, ReviewPage.Close(html), status);
    }

    /// <summary>After a form was taken in: a reload must not send it again.</summary>
    public static void SeeOther(HttpContext context, string path)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }

    /// <summary>The body as JSON.</summary>
    /// <returns>Null where it is no such value; then the request has been answered with 400 or 415.</returns>
    public static async Task<T?> ReadJsonAsync<T>(HttpContext context)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Request.HasJsonContentType())
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "Send application/json.");
            return null;
        }

        try
        {
            if (await context.Request.ReadFromJsonAsync<T>(StorageJson.Options, context.RequestAborted) is { } value)
                return value;
        }
        catch (JsonException)
        {
            // Told below, without repeating what was sent.
        }

        await RefuseAsync(context, StatusCodes.Status400BadRequest, "The body is not what is asked for here.");
        return null;
    }

    internal static bool WantsPage(HttpContext context) =>
        context.Request.Headers[HeaderNames.Accept].ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
