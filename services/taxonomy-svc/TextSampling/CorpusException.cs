namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>A prompt corpus that cannot be used: what is wrong with it, where, and what would be right.</summary>
public sealed class CorpusException(string corpusName, string problem, Exception? inner = null)
    : Exception($"Prompt corpus '{corpusName}' {problem}", inner)
{
    public string CorpusName { get; } = corpusName;
}
