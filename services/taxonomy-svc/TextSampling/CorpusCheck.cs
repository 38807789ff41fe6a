namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>Tells before a run starts whether its corpus can be read at all.</summary>
public static class CorpusCheck
{
    /// <param name="content">The corpus file's bytes.</param>
    /// <param name="corpusName">Its file name; the extension decides the form.</param>
    /// <exception cref="CorpusException">It is empty, too large, binary, not UTF-8, or holds no records.</exception>
    public static void EnsureReadable(ReadOnlyMemory<byte> content, string corpusName)
    {
        foreach (var _ in CorpusReader.Open(content, corpusName).Records)
        {
            // Reading to the end is the check.
        }
    }
}
