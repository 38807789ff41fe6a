using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>What the demo renderer can draw, and what a prompt inside its world speaks of.</summary>
internal static class DemoWorld
{
    /// <summary>Why the renderer cannot draw this; null when it can.</summary>
    public static string? WhyOutside(string text) => ScenePrompt.Parse(text).Outside?.Message;

    /// <summary>Why the renderer cannot draw all of these; null when it can.</summary>
    public static string? WhyOutside(IEnumerable<string> entities) => entities.Select(WhyOutside).FirstOrDefault(reason => reason is not null);

    /// <summary>Whether the prompt asks for a scene that has the entity's shape and, where it names one, its colour.</summary>
    public static bool SpeaksOf(PartialScene prompt, string entity)
    {
        var scene = ScenePrompt.Parse(entity).Scene;
        return scene?.Shape is { } shape && prompt.Shape == shape && (scene.Color is null || prompt.Color == scene.Color);
    }
}
