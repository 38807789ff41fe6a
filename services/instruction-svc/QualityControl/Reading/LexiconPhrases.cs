using InstructEngine.Contracts.V1;
using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.QualityControl.Reading;

/// <summary>All opposed phrases of a lexicon, found by the words in which they differ.</summary>
internal sealed class LexiconPhrases
{
    private readonly Dictionary<(string First, string Second), List<(Dimension Dimension, WordDifference Phrases)>> _known = [];

    public LexiconPhrases(WrittenLexicon lexicon)
    {
        foreach (var pair in lexicon.Kinds.Values.SelectMany(kind => kind.Attributes)
            .Concat(lexicon.Themes.SelectMany(theme => theme.Pairs.Concat(theme.Subtopics.SelectMany(subtopic => subtopic.Pairs ?? [])))))
        {
            AddBoth(Dimension.ContentConsistency, pair.A, pair.B);
            AddBoth(Dimension.ContentConsistency, pair.AMany ?? pair.A, pair.BMany ?? pair.B);
        }

        foreach (var relation in lexicon.Kinds.Values.SelectMany(kind => kind.Relations))
            AddBoth(Dimension.ContentConsistency, relation.A, relation.B);

        foreach (var pair in lexicon.Kinds.Values.SelectMany(kind => kind.Counterfactuals))
        {
            Add(Dimension.Counterfactual, pair.Plausible, pair.Impossible);
            Add(Dimension.Counterfactual, pair.PlausibleMany ?? pair.Plausible, pair.ImpossibleMany ?? pair.Impossible);
        }

        foreach (var pair in lexicon.Aesthetics)
            Add(Dimension.Aesthetics, pair.Good, pair.Poor);
    }

    /// <summary>The dimensions of the phrases by which alone the two texts differ, the preferred one being the first.</summary>
    public IEnumerable<Dimension> Read(WordDifference texts) => _known.GetValueOrDefault(KeyOf(texts), [])
        .Where(known => WordDifference.HasAt(texts.First, texts.Before - known.Phrases.Before, known.Phrases.First)
            && WordDifference.HasAt(texts.Second, texts.Before - known.Phrases.Before, known.Phrases.Second))
        .Select(known => known.Dimension).Distinct();

    private static (string First, string Second) KeyOf(WordDifference difference) => (string.Join(' ', difference.InFirst), string.Join(' ', difference.InSecond));

    private void AddBoth(Dimension dimension, string first, string second)
    {
        Add(dimension, first, second);
        Add(dimension, second, first);
    }

    private void Add(Dimension dimension, string first, string second)
    {
        var phrases = WordDifference.Between(first, second);
        var key = KeyOf(phrases);
        if (!_known.TryGetValue(key, out var entries))
            _known[key] = entries = [];
        entries.Add((dimension, phrases));
    }
}
