using System.Security.Cryptography;
using System.Text;

namespace InstructEngine.Review.Access;

/// <summary>Whom a token belongs to. Every token is compared, in constant time, so that an answer's time tells nothing of how near a guess was.</summary>
public sealed class ReviewerList
{
    /// <summary>The name of the one who signs in with the admin's token.</summary>
    public const string AdminName = "admin";

    private readonly (Reviewer Reviewer, byte[] Digest, byte[] SessionKey)[] _entries;

    /// <param name="adminToken">Null where nobody sees the results on the pages.</param>
    /// <exception cref="AnnotatorsException">The admin's token or name is an annotator's too.</exception>
    public ReviewerList(IReadOnlyList<(string Name, string Token)> annotators, string? adminToken)
    {
        ArgumentNullException.ThrowIfNull(annotators);
        if (adminToken is not null && annotators.FirstOrDefault(entry => entry.Token == adminToken) is { Name: { } twin })
            throw new AnnotatorsException($"The admin's token is also that of the annotator '{twin}'; the one who sees the results needs a token of their own.");
        if (annotators.Any(entry => string.Equals(entry.Name, AdminName, StringComparison.OrdinalIgnoreCase)))
            throw new AnnotatorsException($"An annotator is named '{AdminName}'; that name is kept for the one who sees the results.");

        var entries = annotators.Select(entry => Entry(new Reviewer(entry.Name, ReviewRole.Annotator), entry.Token));
        _entries = [.. entries, .. adminToken is null ? [] : new[] { Entry(new Reviewer(AdminName, ReviewRole.Admin), adminToken) }];
    }

    /// <returns>Null for a token that is nobody's.</returns>
    public Reviewer? Find(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        Reviewer? found = null;
        foreach (var entry in _entries)
        {
            if (CryptographicOperations.FixedTimeEquals(digest, entry.Digest))
                found = entry.Reviewer;
        }

        return found;
    }

    /// <summary>The reviewer of a name and the key that signs their sessions, which follows from their token: a new token ends them.</summary>
    internal (Reviewer Reviewer, byte[] SessionKey)? Named(string name)
    {
        var entry = Array.Find(_entries, entry => entry.Reviewer.Name == name);
        return entry.Reviewer is null ? null : (entry.Reviewer, entry.SessionKey);
    }

    private static (Reviewer, byte[], byte[]) Entry(Reviewer reviewer, string token)
    {
        var bytes = Encoding.UTF8.GetBytes(token);
        return (reviewer, SHA256.HashData(bytes), HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, 32, info: "review-session"u8.ToArray()));
    }
}
