using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService;

/// <summary>Writes the themes and subtopics that are still missing.</summary>
internal interface IThemeWriter
{
    /// <summary>Extends a taxonomy to the spec's targets. What is there stays as it is.</summary>
    /// <param name="report">Told how many subtopics there are, of how many.</param>
    /// <exception cref="RunFailureException">They cannot be reached; the message says what is missing.</exception>
    Task<IReadOnlyList<LexiconTheme>> ExtendAsync(
        RunRequested run, IReadOnlyList<LexiconTheme> start, IReadOnlyList<PromptEvidence> sample, Action<int, int>? report, CancellationToken cancellationToken);
}
