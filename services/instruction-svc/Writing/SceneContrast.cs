using InstructEngine.Demo.Scenes;

namespace InstructEngine.InstructionService.Writing;

/// <summary>Two scenes that differ in one attribute.</summary>
internal sealed record SceneContrast(Scene Preferred, Scene Dispreferred, SceneAttribute Attribute)
{
    /// <summary>
    /// Every contrast in this attribute whose preferred scene shows the entity. Neither scene is held out: those combinations are kept
    /// for the evaluation, which would otherwise measure memory.
    /// </summary>
    public static IReadOnlyList<SceneContrast> All(PartialScene entity, SceneAttribute attribute) =>
    [
        .. from preferred in Combinations.Training
           where entity.Covers(preferred) && DimensionAttributes.MayBePreferred(preferred, attribute)
           from dispreferred in preferred.Others(attribute)
           where !Combinations.IsHeldOut(dispreferred)
           select new SceneContrast(preferred, dispreferred, attribute),
    ];
}
