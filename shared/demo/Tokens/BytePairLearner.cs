namespace InstructEngine.Demo.Tokens;

/// <summary>Learns byte-pair merges from counted words (Sennrich, Haddow and Birch, 2016, algorithm 1), the last sign of a word marked by &lt;/w&gt;.</summary>
internal static class BytePairLearner
{
    internal const string EndOfWord = "</w>";

    private sealed record Word(List<string> Symbols, int Count);

    /// <summary>The merges in the order learned; among equally frequent pairs the first in ordinal order wins.</summary>
    internal static List<(string Left, string Right)> Learn(IReadOnlyDictionary<string, int> wordCounts, int mostMerges)
    {
        var words = wordCounts.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new Word(Split(entry.Key), entry.Value)).ToArray();
        var merges = new List<(string Left, string Right)>();
        while (merges.Count < mostMerges && MostFrequent(words) is { } pair)
        {
            merges.Add(pair);
            foreach (var word in words)
            {
                Merge(word.Symbols, pair);
            }
        }

        return merges;
    }

    internal static List<string> Split(string word)
    {
        var symbols = ByteSymbols.Of(word).ToList();
        symbols[^1] += EndOfWord;
        return symbols;
    }

    internal static void Merge(List<string> symbols, (string Left, string Right) pair)
    {
        for (var i = 0; i + 1 < symbols.Count; i++)
        {
            if (symbols[i] == pair.Left && symbols[i + 1] == pair.Right)
            {
                symbols[i] += pair.Right;
                symbols.RemoveAt(i + 1);
            }
        }
    }

    private static (string Left, string Right)? MostFrequent(Word[] words)
    {
        var counts = new Dictionary<(string Left, string Right), int>();
        foreach (var word in words)
        {
            for (var i = 0; i + 1 < word.Symbols.Count; i++)
            {
                var pair = (word.Symbols[i], word.Symbols[i + 1]);
                counts[pair] = counts.GetValueOrDefault(pair) + word.Count;
            }
        }

        return counts.Count == 0
            ? null
            : counts.OrderByDescending(entry => entry.Value)
                .ThenBy(entry => entry.Key.Left, StringComparer.Ordinal)
                .ThenBy(entry => entry.Key.Right, StringComparer.Ordinal)
                .First().Key;
    }
}
