using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace InstructEngine.Review.Access;

/// <summary>
/// Who is signed in, as a signed cookie: <c>name.issued.signature</c>. Nothing of it is stored here, so a server that was restarted knows its
/// reviewers again; the token itself is not in it.
/// </summary>
internal sealed class SessionCookie(ReviewerList reviewers, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public void Issue(HttpContext context, Reviewer reviewer)
    {
        var issued = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var name = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(reviewer.Name));
        var (_, key) = reviewers.Named(reviewer.Name) ?? throw new ArgumentException("Only a reviewer of the list can sign in.", nameof(reviewer));
        context.Response.Cookies.Append(NameFor(context), $"{name}.{issued}.{Base64Url.EncodeToString(Sign(key, name, issued))}", Options(context));
    }

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(NameFor(context), Options(context));

    /// <returns>Null where there is no cookie, or not one that was issued here and still holds.</returns>
    public Reviewer? Read(HttpContext context)
    {
        if (context.Request.Cookies[NameFor(context)] is not { Length: < 512 } cookie || cookie.Split('.') is not [var name, var issued, var signature])
            return null;
        if (!Base64Url.IsValid(name) || !Base64Url.IsValid(signature) || !long.TryParse(issued, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return null;
        if (reviewers.Named(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(name))) is not { } known)
            return null;

        var age = time.GetUtcNow().ToUnixTimeSeconds() - seconds;
        return CryptographicOperations.FixedTimeEquals(Sign(known.SessionKey, name, issued), Base64Url.DecodeFromChars(signature)) && age >= -60 && age < Lifetime.TotalSeconds
            ? known.Reviewer
            : null;
    }

    // Cookies know no ports: two servers of one machine must not sign each other's reviewers out.
    private static string NameFor(HttpContext context) => $"review-{context.Connection.LocalPort}";

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = Lifetime,
        IsEssential = true,
    };

    private static byte[] Sign(byte[] key, string name, string issued) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{name}.{issued}"));
}
