using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.Storage.Content;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>
/// Triples whose sides differ in more than the one attribute that instruction-svc contrasts: of each written triple the preferred scene and the contrasted
/// attribute stay, and further ones are changed on the dispreferred side. Three are an easy contrast, two a medium one, one (as written) a subtle one.
/// </summary>
internal static class ContrastTriples
{
    private const int Attempts = 64;

    /// <param name="attributes">In how many the sides differ, 2 or more.</param>
    public static IReadOnlyList<InstructionTripleCreated> Of(IReadOnlyList<InstructionTripleCreated> triples, int attributes, long seed) =>
        [.. triples.Select(triple => Widen(triple, attributes, seed)).OfType<InstructionTripleCreated>()];

    private static InstructionTripleCreated? Widen(InstructionTripleCreated triple, int attributes, long seed)
    {
        var random = new DemoRandom(ContentSeeds.Derive(seed, "contrast", triple.TripleId, $"{attributes}"));
        var (preferred, opposed) = (SceneOf(triple.Preferred), SceneOf(triple.Dispreferred));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var dispreferred = opposed;
            while (Differing(preferred, dispreferred).Length < attributes)
                dispreferred = random.Pick([.. dispreferred.Others(random.Pick([.. SceneAttributes.All.Except(Differing(preferred, dispreferred))]))]);
            if (Combinations.IsHeldOut(dispreferred))
                continue;

            var differing = Differing(preferred, dispreferred);
            var wording = (long)random.NextUInt64();
            return triple with
            {
                TripleId = ContentIds.Create("contrast", triple.TripleId, $"{attributes}"),
                Preferred = Write(preferred, differing, wording),
                Dispreferred = Write(dispreferred, differing, wording),
            };
        }

        return null;
    }

    /// <summary>What differs is said on both sides; a vivid look and a regular form that do not are left unsaid.</summary>
    private static string Write(Scene scene, SceneAttribute[] differing, long wording)
    {
        var said = scene.AsPartial();
        if (scene.Look is Look.Vivid && !differing.Contains(SceneAttribute.Look))
            said = said with { Look = null };
        if (scene.Form is Form.Regular && !differing.Contains(SceneAttribute.Form))
            said = said with { Form = null };
        return CaptionGrammar.Write(said, new DemoRandom(wording));
    }

    private static SceneAttribute[] Differing(Scene one, Scene other) =>
        [.. SceneAttributes.All.Where(attribute => one.Ordinal(attribute) != other.Ordinal(attribute))];

    private static Scene SceneOf(string instruction) =>
        ScenePrompt.Parse(instruction).Scene?.Complete() ?? throw new ArgumentException($"'{instruction}' is no whole scene of the demo world.", nameof(instruction));
}
