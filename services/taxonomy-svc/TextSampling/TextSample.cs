using InstructEngine.Contracts.V1;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>What Text Sampling made of a corpus. Every record is either kept or counted as dropped.</summary>
/// <param name="Prompts">The sample, ordered by line.</param>
internal sealed record TextSample(CorpusFormat Format, int Read, int Kept, CorpusDrops Dropped, IReadOnlyList<PromptEvidence> Prompts);
