using System.Collections.Concurrent;
using InstructEngine.Diffusion.Text;

namespace InstructEngine.InstructionService.QualityControl.Length;

/// <summary>Counts with a text encoder's own tokenizer. Safe for concurrent use.</summary>
internal sealed class ClipTokenCounter(ClipTokenizer tokenizer, string source) : ITokenCounter
{
    private const int BeginAndEnd = 2, MostWords = 100_000;
    private readonly ConcurrentDictionary<string, int> _words = new(StringComparer.Ordinal);

    public int Limit => tokenizer.ModelMaxLength;

    public string Source => source;

    public int VocabSize => tokenizer.VocabSize;

    // A blank ends a word for the tokenizer too; only repairs of the text, which plain signs need none of, look further than that.
    public int Count(string text) => BeginAndEnd + (text.All(IsPlain)
        ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Sum(CountWord)
        : tokenizer.Tokenize(text).Count);

    private int CountWord(string word)
    {
        if (_words.TryGetValue(word, out var known))
            return known;

        var count = tokenizer.Tokenize(word).Count;
        if (_words.Count < MostWords)
            _words[word] = count;
        return count;
    }

    private static bool IsPlain(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is ' ' or ',' or '.' or '-' or '\'';
}
