using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Language;
using InstructEngine.Language.Prompts;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.LanguageWriting;

/// <summary>Theme Expansion by a language model: it sees the themes so far and some of the corpus, and names new ones until the target is met.</summary>
internal sealed class ThemeQuestions(ILanguageModel model)
{
    private const int AskedAtOnce = 10, PromptsShown = 40;

    private static readonly PromptTemplate Prompt = PromptTemplate.Read(typeof(ThemeQuestions).Assembly, "themes-expand");

    /// <exception cref="RunFailureException">The model names nothing new any more.</exception>
    public async Task<IReadOnlyList<LexiconTheme>> ExpandAsync(
        RunRequested run, IReadOnlyList<LexiconTheme> start, IReadOnlyList<PromptEvidence> sample, CancellationToken cancellationToken)
    {
        var themes = start.ToList();
        var target = run.Spec.Taxonomy.Themes;
        var barren = new BarrenRounds();
        for (var turn = 0; themes.Count < target; turn++)
        {
            var values = new PromptValues()
                .List("themes", themes.Select(theme => theme.Name))
                .Untrusted("prompts", EvidenceChoice.Any(sample, PromptsShown, run.Spec.Seed, turn))
                .Number("count", Math.Min(AskedAtOnce, target - themes.Count));
            var question = new LanguageQuestion<ThemeProposals>(run.RunId, Prompt, values)
            {
                Round = barren.Count,
                Check = answer => answer.Themes.Count == 0 ? "it names no theme" : null,
            };
            var answer = await model.AskAsync(question, cancellationToken);
            var before = themes.Count;
            foreach (var proposal in answer.Value?.Themes ?? [])
            {
                if (themes.Count < target && ProposalCheck.Theme(proposal, themes) is { } theme)
                    themes.Add(theme);
            }

            if (barren.IsOver(themes.Count > before, answer.Reason))
                throw barren.Failure("taxonomy.themes", target, themes.Count, "themes");
        }

        return themes;
    }
}
