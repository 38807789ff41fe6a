using InstructEngine.Contracts.V1;
using InstructEngine.Language;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.LanguageWriting;

/// <summary>
/// Has a language model write what a taxonomy lacks of its targets (InstructEngine, arXiv 2504.10329). Every question follows from the answers before
/// it, and answers are kept: a run that goes on after a stop asks the same again, gets the same, and pays for nothing twice.
/// </summary>
internal sealed class LanguageThemeWriter(ILanguageModel model, LanguageOptions options) : IThemeWriter
{
    public async Task<IReadOnlyList<LexiconTheme>> ExtendAsync(
        RunRequested run, IReadOnlyList<LexiconTheme> start, IReadOnlyList<PromptEvidence> sample, Action<int, int>? report, CancellationToken cancellationToken)
    {
        var themes = await new ThemeQuestions(model).ExpandAsync(run, start, sample, cancellationToken);
        var (done, total) = (themes.Sum(theme => theme.Subtopics.Count), themes.Count * run.Spec.Taxonomy.SubtopicsPerTheme);
        report?.Invoke(done, total);

        // Each theme is divided on its own, so that the order of the answers does not matter.
        var divided = new LexiconTheme[themes.Count];
        var questions = new SubtopicQuestions(model);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, themes.Count, parallel, async (i, stop) =>
            divided[i] = await questions.DivideAsync(run, themes[i], sample, more => report?.Invoke(Interlocked.Add(ref done, more), total), stop));
        return divided;
    }
}
