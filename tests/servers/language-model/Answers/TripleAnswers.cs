using System.Text.Json;

namespace InstructEngine.LanguageServer.Answers;

/// <summary>Instructions in threes, as a model would write them: mostly good, a few that repeat, say too much, or are not English.</summary>
internal static class TripleAnswers
{
    private const int BadOneIn = 40;

    private static readonly string[] Places =
    [
        "in a birch forest", "on a wooden table", "beside a stone wall", "under a railway bridge", "near a quiet harbour", "on a green hill", "in a narrow alley", "at a village market",
        "in a wide desert", "behind an old barn", "on a snowy field", "in a tiled courtyard", "by a mountain lake", "in a glass hall", "on a pebble beach", "at a busy crossing",
        "in a walled garden", "on a marble step", "beneath a fig tree", "along a dusty road", "inside a white tent", "near a lighthouse", "in a bright workshop", "over a calm river",
    ];

    private static readonly string[] Moments =
    [
        "at dawn", "at noon", "at dusk", "after heavy rain", "in early spring", "in late autumn", "during a festival", "in thin morning mist", "on a windy day", "in the blue hour",
        "under the first stars", "on a hot afternoon", "before a storm", "in fresh snow", "on market day", "at the end of winter",
    ];

    private static readonly string[] Colours = ["red", "blue", "green", "yellow", "purple", "orange", "white", "black", "brown", "pink"];

    private static readonly string[] Things = ["bucket", "bicycle", "ladder", "lantern", "basket", "bench", "umbrella", "kite", "barrel", "flag", "pillow", "rowing boat", "scarf", "rug"];

    private static readonly (string Good, string Impossible)[] Worlds =
    [
        ("with its shadow on the ground", "with its shadow hanging in the air"), ("with a door that opens to a room", "with a door that opens to the open sea"),
        ("with smoke that rises", "with smoke that falls like water"), ("with a bird flying past", "with a bird swimming through solid rock"), ("with apples on a branch", "with a branch growing on apples"),
        ("with rain that falls down", "with rain that falls upwards"), ("with a chair on four legs", "with a chair on four living feet"), ("with ripples on a pond", "with a pond that stands upright"),
        ("with clouds in the sky", "with clouds made of iron"), ("with one sun overhead", "with five suns overhead"), ("with leaves on the ground", "with leaves that walk on the ground"),
        ("with a ladder against a wall", "with a ladder melting into a wall"),
    ];

    private static readonly (string Good, string Poor)[] Makings =
    [
        ("in sharp focus", "in blurred focus"), ("in soft even light", "in harsh uneven light"), ("in a balanced composition", "in a lopsided composition"), ("with crisp detail", "with smeared detail"),
        ("with vivid colours", "with faded colours"), ("with clean edges", "with jagged edges"), ("with fine grain", "with coarse noise"), ("as a well-composed photograph", "as a crooked photograph"),
        ("with natural tones", "with garish tones"), ("in high resolution", "in poor resolution"), ("with a harmonious palette", "with a muddy palette"), ("with deep rich shadows", "with flat grey shadows"),
    ];

    public static string Of(ChatRequest request)
    {
        var random = new Random(Convert.ToInt32(request.Hash[..7], 16));
        var entities = request.List("Entities");
        var written = request.List("Written already");
        var items = Enumerable.Range(0, Math.Max(request.Number("Count"), 1)).Select(_ => Item(request, entities, written, random));
        return JsonSerializer.Serialize(new { items });
    }

    private static object Item(ChatRequest request, IReadOnlyList<string> entities, IReadOnlyList<string> written, Random random)
    {
        var entity = Articled(entities.Count > 0 ? Pick(entities, random) : "a thing");
        var (place, moment) = (Pick(Places, random), Pick(Moments, random));
        var (good, other) = Details(request.Data("Dimension")?.GetString(), random);
        var basis = $"{entity} {place}";
        var (preferred, dispreferred) = ($"{entity} {place} {moment}, {good}", $"{entity} {place} {moment}, {other}");
        switch (random.Next(BadOneIn * 3))
        {
            case 0 when written.Count > 0:
                preferred = written[^1];
                break;
            case 1:
                dispreferred = $"{entity} {Pick(Places, random)} {Pick(Moments, random)}, {other}";
                break;
            case 2:
                dispreferred = preferred = basis = "ein Haus mit einem roten Dach und einer Katze auf der Mauer";
                break;
        }

        return new { @base = basis, preferred, dispreferred, preferredDetail = good, dispreferredDetail = other };
    }

    private static (string, string) Details(string? dimension, Random random)
    {
        if (dimension == "counterfactual")
            return Pick(Worlds, random);
        if (dimension == "aesthetics")
            return Pick(Makings, random);

        var (thing, colour) = (Pick(Things, random), random.Next(Colours.Length));
        return (Beside(Colours[colour], thing), Beside(Colours[(colour + 1 + random.Next(Colours.Length - 1)) % Colours.Length], thing));
    }

    private static string Beside(string colour, string thing) => $"beside {Articled($"{colour} {thing}")}";

    private static string Articled(string text)
    {
        if (text.StartsWith("a ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("an ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("the ", StringComparison.OrdinalIgnoreCase))
            return text;

        return ("aeiou".Contains(char.ToLowerInvariant(text[0])) ? "an " : "a ") + text;
    }

    private static T Pick<T>(IReadOnlyList<T> all, Random random) => all[random.Next(all.Count)];
}
