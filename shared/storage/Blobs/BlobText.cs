using System.Globalization;
using InstructEngine.Contracts.V1;

namespace InstructEngine.Storage.Blobs;

/// <summary>A blob in one word, as a spec names one: <c>sha256:HASH:SIZE</c>, the hash in lower-case hexadecimal digits, the size in bytes.</summary>
public static class BlobText
{
    private const string Prefix = "sha256";

    public static string Of(BlobReference blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{blob.Sha256}:{blob.Size}");
    }

    /// <returns>Null for anything else, as the path of a file.</returns>
    public static BlobReference? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(':') is [Prefix, { Length: 64 } hash, var size]
            && hash.All(char.IsAsciiHexDigitLower)
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
                ? new BlobReference(hash, bytes)
                : null;
    }
}
