using System.Buffers;
using System.Globalization;
using System.Text;

namespace InstructEngine.Diffusion.Text;

/// <summary>
/// Unicode's canonical composition (form C) and decomposition of text whose marks are in canonical order. Under invariant globalisation .NET
/// leaves other than ASCII text as it is, so the pairs of UnicodeData come along.
/// </summary>
internal static class Composition
{
    private const string Table = "InstructEngine.Diffusion.Text.CanonicalCompositions.txt";
    private const int LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7, SyllableBase = 0xAC00;
    private const int Vowels = 21, Tails = 28, Leads = 19;
    private static readonly Dictionary<(int, int), int> Pairs = [];
    private static readonly Dictionary<int, int> Singles = [];
    private static readonly Dictionary<int, (int First, int Second)> Parts = [];

    // A text without any of these is composed already.
    private static readonly SearchValues<char> Composing;

    static Composition()
    {
        using var reader = new StreamReader(typeof(Composition).Assembly.GetManifestResourceStream(Table)!);
        while (reader.ReadLine() is { } line)
        {
            var codes = Array.ConvertAll(line.Split(' '), code => int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            if (codes.Length == 2)
            {
                Singles[codes[0]] = codes[1];
            }
            else
            {
                Pairs[(codes[1], codes[2])] = codes[0];
            }
        }

        foreach (var (parts, whole) in Pairs)
            Parts.TryAdd(whole, parts);

        var hangul = Enumerable.Range(VowelBase, Vowels).Concat(Enumerable.Range(TailBase, Tails));
        var composing = Pairs.Keys.Select(pair => pair.Item2).Concat(Singles.Keys).Concat(hangul).Select(code => new Rune(code).ToString()[0]);
        Composing = SearchValues.Create([.. composing.Distinct()]);
    }

    public static string Compose(string text)
    {
        if (!text.AsSpan().ContainsAny(Composing))
            return text;
        var result = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var code = Singles.GetValueOrDefault(rune.Value, rune.Value);
            if (result.Count > 0 && Join(result[^1], code) is { } joined)
            {
                result[^1] = joined;
            }
            else
            {
                result.Add(code);
            }
        }

        var composed = new StringBuilder(text.Length);
        result.ForEach(code => composed.Append(new Rune(code)));
        return composed.ToString();
    }

    /// <summary>Each character taken apart as far as it goes, e.g. é as e and its accent.</summary>
    public static string Decompose(string text)
    {
        var apart = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Add(rune.Value);
        return apart.ToString();

        void Add(int code)
        {
            code = Singles.GetValueOrDefault(code, code);
            if (code is >= SyllableBase and < SyllableBase + Leads * Vowels * Tails)
            {
                var syllable = code - SyllableBase;
                apart.Append((char)(LeadBase + syllable / (Vowels * Tails))).Append((char)(VowelBase + syllable / Tails % Vowels));
                if (syllable % Tails > 0)
                    apart.Append((char)(TailBase + syllable % Tails));
            }
            else if (Parts.TryGetValue(code, out var parts))
            {
                Add(parts.First);
                Add(parts.Second);
            }
            else
            {
                apart.Append(new Rune(code));
            }
        }
    }

    private static int? Join(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + Leads && second is >= VowelBase and < VowelBase + Vowels)
        {
            return SyllableBase + ((first - LeadBase) * Vowels + second - VowelBase) * Tails;
        }

        var open = first is >= SyllableBase and < SyllableBase + Leads * Vowels * Tails && (first - SyllableBase) % Tails == 0;
        if (open && second is > TailBase and < TailBase + Tails)
        {
            return first + second - TailBase;
        }

        return Pairs.TryGetValue((first, second), out var pair) ? pair : null;
    }
}
