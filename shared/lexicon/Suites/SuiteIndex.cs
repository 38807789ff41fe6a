using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.Lexicons.Suites;

/// <summary>Finds a suite's prompt that a text repeats: word for word, within a longer sentence, or nearly. Safe for concurrent use.</summary>
public sealed class SuiteIndex
{
    // "a dog" stands in many sentences that have nothing to do with the suite.
    private const int FewestWordsWithin = 4;

    private readonly Dictionary<string, (string Suite, string Prompt)> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _within = new(StringComparer.Ordinal);
    private readonly NearDuplicateIndex _near = new();
    private readonly Lock _lock = new();

    public SuiteIndex(IEnumerable<EvaluationSuite> suites)
    {
        ArgumentNullException.ThrowIfNull(suites);
        foreach (var suite in suites)
        {
            foreach (var prompt in suite.Prompts)
                Add(suite.Name, prompt);
        }
    }

    /// <summary>Different prompts in all suites.</summary>
    public int Count => _exact.Count;

    /// <returns>The prompt that the text repeats and its suite; null when it repeats none.</returns>
    public (string Suite, string Prompt)? Find(string text) => Match(text) is { } match ? (match.Suite, match.Prompt) : null;

    /// <returns>The prompt that the text repeats, and how; null when it repeats none.</returns>
    public SuiteMatch? Match(string text)
    {
        if (_exact.Count == 0)
            return null;

        var key = PromptKey.Of(text);
        if (_exact.TryGetValue(key, out var same))
            return new(SuiteMatch.Exact, same.Suite, same.Prompt);
        if (Within(key) is { } inside)
            return new(SuiteMatch.Within, _exact[inside].Suite, _exact[inside].Prompt);

        lock (_lock)
            return _near.Find(key) is { } near ? new(SuiteMatch.Near, _exact[near].Suite, _exact[near].Prompt) : null;
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

/// <summary>A text that repeats a prompt of a suite.</summary>
/// <param name="Kind"><see cref="Exact"/>, <see cref="Within"/> or <see cref="Near"/>.</param>
public sealed record SuiteMatch(string Kind, string Suite, string Prompt)
{
    /// <summary>The same words; case, punctuation and spacing are set aside.</summary>
    public const string Exact = "exact";

    /// <summary>The prompt stands in a longer sentence.</summary>
    public const string Within = "within";

    /// <summary>Nearly the same (<see cref="NearDuplicateIndex.Threshold"/>).</summary>
    public const string Near = "near";
}
