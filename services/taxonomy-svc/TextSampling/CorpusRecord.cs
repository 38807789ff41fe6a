namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>One line or record of a corpus, as read: its text, or why it has none.</summary>
/// <param name="Line">1-based line on which the record starts.</param>
/// <param name="Text">The raw text; null where <paramref name="Fault"/> says why.</param>
internal readonly record struct CorpusRecord(int Line, string? Text, DropReason? Fault)
{
    public static CorpusRecord Of(int line, string text) => new(line, text, null);

    public static CorpusRecord Faulty(int line, DropReason reason) => new(line, null, reason);
}
