using InstructEngine.Demo.Scenes;
using InstructEngine.Storage.Content;

namespace InstructEngine.EvalService.Suites;

/// <summary>Orders scenes so that any prefix holds each value of each attribute about equally often.</summary>
internal static class BalancedScenes
{
    /// <summary>Endless: when every scene was used once, a new round begins, in another order.</summary>
    public static IEnumerable<Scene> Order(IReadOnlyList<Scene> scenes, long seed)
    {
        var random = new SeededRandom(seed);
        var used = SceneAttributes.All.ToDictionary(attribute => attribute, attribute => new int[SceneAttributes.ValueCount(attribute)]);
        while (true)
        {
            var left = scenes.ToList();
            random.Shuffle(left);
            while (left.Count > 0)
            {
                var next = left.MinBy(scene => Cost(scene, used))!;
                left.Remove(next);
                foreach (var (attribute, counts) in used)
                    counts[next.Ordinal(attribute)]++;
                yield return next;
            }
        }
    }

    /// <summary>How often the scene's values were used, each against the even share of its attribute.</summary>
    private static int Cost(Scene scene, Dictionary<SceneAttribute, int[]> used) =>
        used.Values.Zip(used.Keys, (counts, attribute) => counts[scene.Ordinal(attribute)] * counts.Length).Sum();
}
