using System.Globalization;
using InstructEngine.Contracts.V1;

namespace InstructEngine.EvalService.Suites;

/// <summary>How a spec names the file of a suite (<c>evaluation.suiteFile</c>): <c>sha256:HASH:SIZE</c> of its JSON lines.</summary>
public static class SuiteReference
{
    /// <summary>The form that is stored, whatever the file was.</summary>
    public const string FileName = "suite.jsonl";

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
