using InstructEngine.Demo.Scenes;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>
/// The 22 combinations of count, colour, shape and background that no training data has, split once and for all: choices are made on
/// the scenes of 7 of them, the table is measured on those of the other 15. Of the 170,544 ways to take 7 it is the first among those whose values
/// of all four attributes are nearest to the shares they have among the 22.
/// </summary>
internal static class PromptSplit
{
    public const int TuningCombinations = 7;

    private static readonly SceneAttribute[] Combined = [SceneAttribute.Count, SceneAttribute.Color, SceneAttribute.Shape, SceneAttribute.Background];

    /// <summary>Of 7 combinations, in every look and form: 28 scenes.</summary>
    public static IReadOnlyList<Scene> Tuning { get; }

    /// <summary>Of 15 combinations, in every look and form: 60 scenes.</summary>
    public static IReadOnlyList<Scene> Table { get; }

    static PromptSplit()
    {
        var combinations = Combinations.HeldOut.DistinctBy(KeyOf).ToArray();
        var chosen = MostEven(combinations).Select(KeyOf).ToHashSet();
        Tuning = [.. Combinations.HeldOut.Where(scene => chosen.Contains(KeyOf(scene)))];
        Table = [.. Combinations.HeldOut.Where(scene => !chosen.Contains(KeyOf(scene)))];
    }

    public static (int, ObjectColor, ObjectShape, Background) KeyOf(Scene scene) => (scene.Count, scene.Color, scene.Shape, scene.Background);

    private static Scene[] MostEven(Scene[] all)
    {
        var wanted = Combined.Select(attribute => Counts(all, attribute).Select(count => count * (double)TuningCombinations / all.Length).ToArray()).ToArray();
        var counts = wanted.Select(shares => new int[shares.Length]).ToArray();
        var (taken, best, least) = (new Stack<Scene>(), Array.Empty<Scene>(), double.MaxValue);
        Take(0);
        return best;

        void Take(int from)
        {
            if (taken.Count == TuningCombinations)
            {
                var cost = wanted.Select((shares, a) => shares.Select((share, value) => (counts[a][value] - share) * (counts[a][value] - share)).Sum()).Sum();
                if (cost < least - 1e-9)
                    (best, least) = ([.. taken.Reverse()], cost);
                return;
            }

            for (var i = from; i <= all.Length - (TuningCombinations - taken.Count); i++)
            {
                taken.Push(all[i]);
                Count(all[i], 1);
                Take(i + 1);
                Count(taken.Pop(), -1);
            }
        }

        void Count(Scene scene, int by)
        {
            for (var a = 0; a < Combined.Length; a++)
                counts[a][scene.Ordinal(Combined[a])] += by;
        }
    }

    private static IEnumerable<int> Counts(Scene[] scenes, SceneAttribute attribute) =>
        Enumerable.Range(0, SceneAttributes.ValueCount(attribute)).Select(value => scenes.Count(scene => scene.Ordinal(attribute) == value));
}
