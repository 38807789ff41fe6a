using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Blobs;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.Outlines;

/// <summary>How a spec names an imported taxonomy (<c>taxonomy.import</c>): by its canonical form, a blob.</summary>
public static class ImportReference
{
    /// <summary>A spec whose taxonomy is this file's, and no lexicon's.</summary>
    public static RunSpec Into(RunSpec spec, BlobReference taxonomy)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec with { Taxonomy = spec.Taxonomy with { Lexicon = LexiconFile.None, Import = BlobText.Of(taxonomy) } };
    }
}
