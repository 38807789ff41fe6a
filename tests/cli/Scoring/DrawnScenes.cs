using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;

namespace InstructEngine.Cli.Tests.Scoring;

/// <summary>Pictures of the demo world, which the demo scorer judges without a model.</summary>
internal static class DrawnScenes
{
    public static string PromptOf(int scene) => CaptionGrammar.Plain(Scene.All[scene].AsPartial());

    public static string Write(TestFolder folder, string name, int scene) =>
        folder.Write(name, new RgbImage(SceneRenderer.Size, SceneRenderer.Size, SceneRenderer.Draw(Scene.All[scene], 1)).ToPng());
}
