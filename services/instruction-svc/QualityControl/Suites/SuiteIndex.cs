using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.InstructionService.QualityControl.Suites;

/// <summary>Finds a suite's prompt that a text repeats: word for word, within a longer sentence, or nearly. Safe for concurrent use.</summary>
internal sealed class SuiteIndex
{
    // "a dog" stands in many sentences that have nothing to do with the suite.
    private const int FewestWordsWithin = 4;

    private readonly Dictionary<string, (string Suite, string Prompt)> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _within = new(StringComparer.Ordinal);
    private readonly NearDuplicateIndex _near = new();
    private readonly Lock _lock = new();

    public SuiteIndex(IEnumerable<EvaluationSuite> suites)
    {
        foreach (var suite in suites)
        {
            foreach (var prompt in suite.Prompts)
                Add(suite.Name, prompt);
        }
    }

    /// <summary>Different prompts in all suites.</summary>
    public int Count => _exact.Count;

    /// <returns>The prompt that the text repeats and its suite; null when it repeats none.</returns>
    public (string Suite, string Prompt)? Find(string text)
    {
        if (_exact.Count == 0)
            return null;

        var key = PromptKey.Of(text);
        if (_exact.TryGetValue(key, out var same))
            return same;
        if (Within(key) is { } inside)
            return _exact[inside];

        lock (_lock)
            return _near.Find(key) is { } near ? _exact[near] : null;
    }

    private void Add(string suite, string prompt)
    {
        var key = PromptKey.Of(prompt);
        if (!_exact.TryAdd(key, (suite, prompt)))
            return;

        _near.Add(key);
        var words = PromptKey.Words(key);
        if (words.Length < FewestWordsWithin)
            return;

        var start = string.Join(' ', words.Take(FewestWordsWithin));
        if (!_within.TryGetValue(start, out var prompts))
            _within[start] = prompts = [];
        prompts.Add(key);
    }

    private string? Within(string key)
    {
        var words = PromptKey.Words(key);
        var padded = $" {key} ";
        for (var i = 0; i + FewestWordsWithin <= words.Length; i++)
        {
            var start = string.Join(' ', words.AsSpan(i, FewestWordsWithin)!);
            if (_within.TryGetValue(start, out var prompts) && prompts.Find(prompt => padded.Contains($" {prompt} ", StringComparison.Ordinal)) is { } found)
                return found;
        }

        return null;
    }
}
