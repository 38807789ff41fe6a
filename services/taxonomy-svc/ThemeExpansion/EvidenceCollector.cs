using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Captions;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>
/// Goes through the sample once and notes which prompt speaks of which theme. A prompt inside the renderer's world speaks of the seed
/// themes only, where there are any ("a drawing of a red box" is about a square, not about drawing); one outside it speaks of general themes only.
/// </summary>
internal sealed class EvidenceCollector
{
    private readonly Dictionary<LexiconTheme, (List<PromptEvidence> Prompts, List<int>[] BySubtopic)> _evidence;

    private EvidenceCollector(Lexicon lexicon) =>
        _evidence = lexicon.Seeds.Concat(lexicon.Themes)
            .ToDictionary(
                theme => theme,
                theme => (new List<PromptEvidence>(), theme.Subtopics.Select(_ => new List<int>()).ToArray()));

    public static IReadOnlyDictionary<LexiconTheme, ThemeEvidence> Collect(Lexicon lexicon, IEnumerable<PromptEvidence> prompts)
    {
        var collector = new EvidenceCollector(lexicon);
        var keywords = new KeywordIndex(lexicon.Themes);
        foreach (var prompt in prompts)
        {
            if (lexicon.Seeds.Count > 0 && ScenePrompt.Parse(prompt.Text).Scene is { } scene)
            {
                foreach (var seed in lexicon.Seeds.Where(seed => DemoWorld.SpeaksOf(scene, seed.Subject!)))
                    collector.Add(seed, prompt, Enumerable.Range(0, seed.Subtopics.Count).Where(i => seed.Subtopics[i].Entities.Any(entity => DemoWorld.SpeaksOf(scene, entity))));
            }
            else
            {
                foreach (var theme in keywords.Match(prompt.Text).GroupBy(match => match.Theme, match => match.Subtopic))
                    collector.Add(lexicon.Themes[theme.Key], prompt, theme);
            }
        }

        return collector._evidence.ToDictionary(
            entry => entry.Key, entry => new ThemeEvidence(entry.Value.Prompts, entry.Value.BySubtopic));
    }

    private void Add(LexiconTheme theme, PromptEvidence prompt, IEnumerable<int> subtopics)
    {
        var (prompts, bySubtopic) = _evidence[theme];
        prompts.Add(prompt);
        foreach (var subtopic in subtopics)
            bySubtopic[subtopic].Add(prompt.Line);
    }
}
