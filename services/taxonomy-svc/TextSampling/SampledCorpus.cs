using InstructEngine.Contracts.V1;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>The result of Text Sampling as it is stored in <see cref="Hosting.Runs.Collections.Corpora"/>, by run id.</summary>
/// <param name="Read">Records read, blank lines aside; each is either kept or counted in <paramref name="Dropped"/>.</param>
/// <param name="Kept">Clean prompts, no two nearly the same.</param>
/// <param name="Sampled">Prompts in the sample.</param>
/// <param name="InsideWorld">Sampled prompts that the run's renderer can draw.</param>
/// <param name="OutsideWorld">Sampled prompts that it cannot draw; they are never turned into something else.</param>
/// <param name="OutsideExamples">The first of those, at most 20.</param>
/// <param name="Prompts">The sample, ordered by line; see <see cref="PromptEvidenceFile"/>.</param>
public sealed record SampledCorpus(
    string RunId,
    string CorpusName,
    CorpusFormat Format,
    int Read,
    int Kept,
    CorpusDrops Dropped,
    int Sampled,
    int InsideWorld,
    int OutsideWorld,
    IReadOnlyList<OutsidePrompt> OutsideExamples,
    BlobReference Prompts)
{
    public const int ShownOutside = 20;
}

/// <summary>A sampled prompt that the run's renderer cannot draw.</summary>
/// <param name="Line">1-based line of the corpus.</param>
public sealed record OutsidePrompt(int Line, string Text, string Reason);
