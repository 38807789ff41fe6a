using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.InstructionService;

/// <summary>Which attributes of a demo scene each dimension contrasts.</summary>
internal static class DimensionAttributes
{
    public static IReadOnlyList<SceneAttribute> Of(Dimension dimension) => dimension switch
    {
        Dimension.ContentConsistency => [SceneAttribute.Count, SceneAttribute.Color, SceneAttribute.Shape, SceneAttribute.Background],
        Dimension.Counterfactual => [SceneAttribute.Form],
        Dimension.Aesthetics => [SceneAttribute.Look],
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Not a dimension."),
    };

    /// <summary>
    /// Whether a scene may be the preferred side: a form that is contrasted is regular there, a look vivid.
    /// </summary>
    public static bool MayBePreferred(Scene scene, SceneAttribute contrasted) => contrasted switch
    {
        SceneAttribute.Form => scene.Form is Form.Regular,
        SceneAttribute.Look => scene.Look is Look.Vivid,
        _ => true,
    };
}
