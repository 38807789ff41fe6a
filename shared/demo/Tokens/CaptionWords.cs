using System.Text.RegularExpressions;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Tokens;

/// <summary>How often each word stands in a fixed sample of captions, cut as CLIP's tokenizer cuts text.</summary>
internal static partial class CaptionWords
{
    private const int CaptionsPerScene = 24;

    private const long Seed = 2077;

    internal static Dictionary<string, int> Count()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var random = new DemoRandom(Seed);
        foreach (var scene in Scene.All)
        {
            for (var i = 0; i < CaptionsPerScene; i++)
            {
                foreach (Match word in Word().Matches(CaptionGrammar.Write(scene, random)))
                {
                    counts[word.Value] = counts.GetValueOrDefault(word.Value) + 1;
                }
            }
        }

        return counts;
    }

    [GeneratedRegex(@"\p{L}+|\p{N}|[^\s\p{L}\p{N}]+")]
    private static partial Regex Word();
}
