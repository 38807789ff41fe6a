using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Language;
using InstructEngine.Language.Prompts;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.LanguageWriting;

/// <summary>Subtopic Division by a language model: it sees a theme and its subtopics so far, and names new ones with their entities until the target is met.</summary>
internal sealed class SubtopicQuestions(ILanguageModel model)
{
    private const int AskedAtOnce = 10, PromptsShown = 20;

    private static readonly PromptTemplate Prompt = PromptTemplate.Read(typeof(SubtopicQuestions).Assembly, "subtopics-divide");

    /// <exception cref="RunFailureException">The model names nothing new any more.</exception>
    public async Task<LexiconTheme> DivideAsync(
        RunRequested run, LexiconTheme theme, IReadOnlyList<PromptEvidence> sample, Action<int> report, CancellationToken cancellationToken)
    {
        var subtopics = theme.Subtopics.ToList();
        var target = run.Spec.Taxonomy.SubtopicsPerTheme;
        var prompts = EvidenceChoice.About(sample, [theme.Name, .. theme.Subtopics.Select(subtopic => subtopic.Name)], PromptsShown, run.Spec.Seed).ToList();
        var barren = new BarrenRounds();
        while (subtopics.Count < target)
        {
            var values = new PromptValues()
                .Text("theme", theme.Name)
                .Text("definition", theme.Definition)
                .List("subtopics", subtopics.Select(subtopic => subtopic.Name))
                .Untrusted("prompts", prompts)
                .Number("count", Math.Min(AskedAtOnce, target - subtopics.Count));
            var question = new LanguageQuestion<SubtopicProposals>(run.RunId, Prompt, values)
            {
                Round = barren.Count,
                Check = answer => answer.Subtopics.Count == 0 ? "it names no subtopic" : null,
            };
            var answer = await model.AskAsync(question, cancellationToken);
            var before = subtopics.Count;
            foreach (var proposal in answer.Value?.Subtopics ?? [])
            {
                if (subtopics.Count < target && ProposalCheck.Subtopic(proposal, subtopics) is { } subtopic)
                    subtopics.Add(subtopic);
            }

            report(subtopics.Count - before);
            if (barren.IsOver(subtopics.Count > before, answer.Reason))
                throw barren.Failure("taxonomy.subtopicsPerTheme", target, subtopics.Count, $"subtopics of '{theme.Name}'");
        }

        return theme with { Subtopics = subtopics };
    }
}
