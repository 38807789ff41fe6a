using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Captions;

/// <summary>Writes English for scenes, in many wordings, all of which <see cref="ScenePrompt"/> reads back.</summary>
public static class CaptionGrammar
{
    /// <summary>How often a caption says what may go unsaid: that the look is vivid, or the form regular.</summary>
    private const double SaysTheUsual = 0.4;

    /// <summary>
    /// A caption that names count, colour, shape and background, and a faded look or stretched form always;
    /// a vivid look and a regular form in some captions only.
    /// </summary>
    public static string Write(Scene scene, DemoRandom random)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        var said = scene.AsPartial();
        if (scene.Look is Look.Vivid && !random.Chance(SaysTheUsual))
        {
            said = said with { Look = null };
        }

        if (scene.Form is Form.Regular && !random.Chance(SaysTheUsual))
        {
            said = said with { Form = null };
        }

        return Write(said, random);
    }

    /// <summary>A caption that names exactly the said attributes.</summary>
    /// <exception cref="ArgumentException">Nothing is said.</exception>
    public static string Write(PartialScene scene, DemoRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        RequireSomethingSaid(scene);
        return new CaptionWriter(scene, random).Write();
    }

    /// <summary>The one plain wording of the said attributes: "a faded picture of two stretched red rings on a white background".</summary>
    /// <exception cref="ArgumentException">Nothing is said.</exception>
    public static string Plain(PartialScene scene)
    {
        RequireSomethingSaid(scene);
        return CaptionWriter.Plain(scene);
    }

    /// <summary>A coarse instruction: "two red rings", or "red rings" where the count is left open.</summary>
    public static string Base(int? count, ObjectColor color, ObjectShape shape) =>
        CaptionWriter.Plain(new PartialScene(count, color, shape));

    private static void RequireSomethingSaid(PartialScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        if (!scene.Said().Any())
        {
            throw new ArgumentException("A caption needs at least one attribute.", nameof(scene));
        }
    }
}
