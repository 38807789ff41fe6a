using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.InstructionService.Writing;

/// <summary>Captions of the two scenes of a contrast, in one wording, so that they differ in the contrast and in nothing else.</summary>
internal sealed record CaptionPair(string Preferred, string Dispreferred)
{
    private const int Attempts = 16;

    // How often a caption says what may go unsaid: that the look is vivid or the form regular.
    private const double SaysTheUsual = 0.4;

    public static CaptionPair Write(SceneContrast contrast, DemoRandom random)
    {
        var preferred = Said(contrast.Preferred, contrast.Attribute, random.Chance(SaysTheUsual), random.Chance(SaysTheUsual));
        var dispreferred = preferred.With(contrast.Attribute, contrast.Dispreferred.Ordinal(contrast.Attribute));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // The same draws choose the same wording, unless a value of one side has more words to draw from than that of the other.
            var wording = (long)random.NextUInt64();
            var pair = new CaptionPair(
                CaptionGrammar.Write(preferred, new DemoRandom(wording)), CaptionGrammar.Write(dispreferred, new DemoRandom(wording)));
            if (pair.HasOneWording(contrast.Attribute))
                return pair;
        }

        return new(CaptionGrammar.Plain(preferred), CaptionGrammar.Plain(dispreferred));
    }

    /// <summary>
    /// The contrasted attribute is said on both sides. Of the others only a vivid look and a regular form may go unsaid,
    /// as both are what a caption means without a word.
    /// </summary>
    private static PartialScene Said(Scene scene, SceneAttribute contrasted, bool saysVivid, bool saysRegular)
    {
        var said = scene.AsPartial();
        if (scene.Look is Look.Vivid && contrasted is not SceneAttribute.Look && !saysVivid)
            said = said with { Look = null };

        if (scene.Form is Form.Regular && contrasted is not SceneAttribute.Form && !saysRegular)
            said = said with { Form = null };

        return said;
    }

    private bool HasOneWording(SceneAttribute contrasted)
    {
        var first = Preferred.Split(' ');
        var second = Dispreferred.Split(' ');
        var common = LongestCommonSubsequence(first, second);
        var (fewer, more) = (Math.Min(first.Length, second.Length) - common, Math.Max(first.Length, second.Length) - common);
        return contrasted switch
        {
            // "a single ring", "a pair of rings": the number and the noun.
            SceneAttribute.Count => fewer <= 2 && more <= 3,

            // "plus sign"; "an undistorted", "a squashed".
            SceneAttribute.Shape or SceneAttribute.Form => more <= 2,
            _ => more <= 1,
        };
    }

    private static int LongestCommonSubsequence(string[] first, string[] second)
    {
        var lengths = new int[first.Length + 1, second.Length + 1];
        for (var i = 1; i <= first.Length; i++)
        {
            for (var j = 1; j <= second.Length; j++)
            {
                lengths[i, j] = first[i - 1] == second[j - 1]
                    ? lengths[i - 1, j - 1] + 1
                    : Math.Max(lengths[i - 1, j], lengths[i, j - 1]);
            }
        }

        return lengths[first.Length, second.Length];
    }
}
