using System.Globalization;
using InstructEngine.Contracts.V1;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.Outlines;

/// <summary>How a spec names an imported taxonomy (<c>taxonomy.import</c>): <c>sha256:HASH:SIZE</c> of its canonical form.</summary>
public static class ImportReference
{
    private const string Prefix = "sha256";

    public static string Of(BlobReference blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{blob.Sha256}:{blob.Size}");
    }

    /// <summary>A spec whose taxonomy is this file's, and no lexicon's.</summary>
    public static RunSpec Into(RunSpec spec, BlobReference taxonomy)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec with { Taxonomy = spec.Taxonomy with { Lexicon = LexiconFile.None, Import = Of(taxonomy) } };
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
