namespace InstructEngine.InstructionService.QualityControl.Reading;

/// <summary>Where two texts part: the words that they begin and end with in common, and those between.</summary>
/// <param name="First">The first text's words; a comma is one, and "an" is read as "a".</param>
/// <param name="Before">Words in common at the beginning.</param>
/// <param name="After">Words in common at the end.</param>
internal sealed record WordDifference(string[] First, string[] Second, int Before, int After)
{
    /// <summary>The first text's words that the second has not.</summary>
    public string[] InFirst => First[Before..^After];

    /// <summary>The second text's words that the first has not.</summary>
    public string[] InSecond => Second[Before..^After];

    public static WordDifference Between(string first, string second)
    {
        var (one, other) = (Words(first), Words(second));
        var shorter = Math.Min(one.Length, other.Length);
        var before = 0;
        while (before < shorter && one[before] == other[before])
            before++;

        var after = 0;
        while (after < shorter - before && one[^(after + 1)] == other[^(after + 1)])
            after++;

        return new(one, other, before, after);
    }

    public static string[] Words(string text) => Array.ConvertAll(
        text.ToLowerInvariant().Replace(",", " , ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries), word => word == "an" ? "a" : word);

    /// <summary>Whether a text has these words at this place.</summary>
    public static bool HasAt(string[] text, int place, string[] words) =>
        place >= 0 && place + words.Length <= text.Length && text.AsSpan(place, words.Length).SequenceEqual(words);
}
