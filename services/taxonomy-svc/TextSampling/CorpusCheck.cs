namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>Tells before a run starts whether its corpus can be read at all.</summary>
public static class CorpusCheck
{
    // Whatever is wrong with a file shows early; the sampling itself reads it to its end.
    private const int Records = 100_000;

    /// <param name="content">The corpus file; can be sought in.</param>
    /// <param name="corpusName">Its file name; the extension decides the form.</param>
    /// <exception cref="CorpusException">It is empty, too large, binary, not UTF-8, or holds no records.</exception>
    public static void EnsureReadable(Stream content, string corpusName)
    {
        ArgumentNullException.ThrowIfNull(content);
        foreach (var record in CorpusReader.Open(content, corpusName).Records.Take(Records))
        {
            // Reading is the check.
        }
    }
}
