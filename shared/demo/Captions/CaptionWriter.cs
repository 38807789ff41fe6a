using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Captions;

/// <summary>One caption: the objects' phrase, the background's, and the look where it fits.</summary>
internal sealed class CaptionWriter(PartialScene scene, DemoRandom random)
{
    private enum LookPlace
    {
        Unsaid,
        Picture,
        Object,
        Tail,
    }

    internal static string Plain(PartialScene scene)
    {
        var look = scene.Look is { } said ? $"{Article(Wording.Looks[(int)said][0])} picture of " : "";
        var adjectives = string.Concat(
            scene.Form is { } form ? Wording.Forms[(int)form][0] + " " : "",
            scene.Color is { } color ? Wording.Name(color) + " " : "");
        var objects = adjectives + NounFor(scene, nouns => nouns[0]);
        var counted = scene.Count switch
        {
            null => objects,
            1 when scene.Shape is not null => Article(objects),
            { } count => $"{Wording.Numbers[count - 1][0]} {objects}",
        };
        var ground = scene.Background is { } background ? $" on a {Wording.Name(background)} background" : "";
        return look + counted + ground;
    }

    internal string Write()
    {
        var place = scene.Look is null ? LookPlace.Unsaid : (LookPlace)random.Next(1, 4);
        var formLast = random.Chance(0.15);
        var objects = Objects(place is LookPlace.Object, !formLast);
        var opener = Opener(place is LookPlace.Picture);
        var body = scene.Background is { } background ? Place(opener + objects, Wording.Name(background)) : opener + objects;
        if (formLast && scene.Form is { } form)
        {
            body += ", " + random.Pick(Wording.Forms[(int)form]);
        }

        return place is LookPlace.Tail ? $"{body}, {random.Pick(Wording.LookTails[(int)scene.Look!])}" : body;
    }

    private string Opener(bool withLook)
    {
        if (!withLook && random.Chance(0.5))
        {
            return "";
        }

        var adjective = withLook ? LookOfPicture() + " " : "";
        var noun = adjective + random.Pick(Wording.Pictures);
        var named = random.Chance(0.75) ? Article(noun) : noun;
        return $"{named} {random.Pick(Wording.Openers)} ";
    }

    private string LookOfPicture()
    {
        var words = Wording.Looks[(int)scene.Look!];
        var first = random.Next(words.Length);
        var second = random.Next(words.Length);
        return first == second || random.Chance(0.7) ? words[first] : $"{words[first]}, {words[second]}";
    }

    private string Objects(bool withLook, bool withForm)
    {
        var before = new List<string>();
        if (withLook)
        {
            before.Add(random.Pick(Wording.Looks[(int)scene.Look!]));
        }

        if (withForm && scene.Form is { } form)
        {
            before.Insert(random.Next(before.Count + 1), random.Pick(Wording.Forms[(int)form]));
        }

        if (scene.Color is { } color)
        {
            before.Insert(random.Chance(0.85) ? before.Count : random.Next(before.Count + 1), Wording.Name(color));
        }

        before.Add(NounFor(scene, nouns => random.Chance(0.7) ? nouns[0] : random.Pick(nouns)));
        return Number(string.Join(' ', before));
    }

    private string Number(string phrase) => scene.Count switch
    {
        null => phrase,
        1 when scene.Shape is not null && random.Chance(0.5) => Article(phrase),
        { } count => $"{random.Pick(Wording.Numbers[count - 1])} {phrase}",
    };

    private string Place(string objects, string background)
    {
        var noun = random.Pick(Wording.Grounds);
        return random.Next(12) switch
        {
            < 5 => $"{objects} {random.Pick(Wording.Prepositions)} a {background} {noun}",
            < 7 => $"{objects} {random.Pick(Wording.Prepositions)} {background}",
            7 => $"{objects} with a {background} {noun}",
            < 10 => $"{objects}, {background} {noun}",
            10 => $"on a {background} {noun}, {objects}",
            _ => $"{background} {noun}, {objects}",
        };
    }

    private static string NounFor(PartialScene scene, Func<IReadOnlyList<Wording.Noun>, Wording.Noun> choose)
    {
        if (scene.Shape is not { } shape)
        {
            return scene.Count is 1 ? "shape" : "shapes";
        }

        var noun = choose([.. Wording.Nouns.Where(noun => noun.Shape == shape)]);
        return scene.Count is 1 ? noun.Singular : noun.Plural;
    }

    private static bool StartsWithVowel(string phrase) => "aeiou".Contains(phrase[0], StringComparison.Ordinal);

    private static string Article(string phrase) => (StartsWithVowel(phrase) ? "an " : "a ") + phrase;
}
