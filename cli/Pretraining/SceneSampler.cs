using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;

namespace InstructEngine.Cli.Pretraining;

/// <summary>Draws training scenes and captions: never one of the held-out combinations, neither drawn nor named.</summary>
internal static class SceneSampler
{
    private static readonly Scene[] s_training = [.. Scene.All.Where(s => !Combinations.IsHeldOut(s))];
    private static readonly Scene[] s_heldOut = [.. Scene.All.Where(Combinations.IsHeldOut)];

    public static Scene Training(DemoRandom random) => s_training[random.Next(s_training.Length)];

    public static Scene HeldOut(DemoRandom random) => s_heldOut[random.Next(s_heldOut.Length)];

    public static RgbImage Draw(Scene scene, long seed) => new(SceneRenderer.Size, SceneRenderer.Size, SceneRenderer.Draw(scene, seed));

    /// <summary>A caption in which each attribute is wrong with the given probability, as captions of web data are.</summary>
    public static string Caption(Scene scene, double wrongShare, DemoRandom random)
    {
        var named = scene;
        foreach (var attribute in SceneAttributes.All)
        {
            if (!random.Chance(wrongShare))
            {
                continue;
            }

            var others = named.Others(attribute).Where(s => !Combinations.IsHeldOut(s)).ToArray();
            if (others.Length > 0)
            {
                named = others[random.Next(others.Length)];
            }
        }

        return CaptionGrammar.Write(named, random);
    }
}
