namespace InstructEngine.Demo.Scenes;

/// <summary>The world's colours. They were chosen so that all are far apart in both looks.</summary>
public static class ScenePalette
{
    /// <summary>The share of mid grey in a faded picture.</summary>
    public const double Fading = 0.55;

    private const double MidGrey = 128;

    private static readonly Rgb[] Objects = [new(222, 30, 32), new(24, 160, 56), new(38, 64, 224), new(244, 200, 24)];

    private static readonly Rgb[] Backgrounds = [new(250, 250, 250), new(8, 8, 8), new(250, 130, 196)];

    public static Rgb Of(ObjectColor color, Look look) => Shown(Objects[(int)color], look);

    public static Rgb Of(Background background, Look look) => Shown(Backgrounds[(int)background], look);

    private static Rgb Shown(Rgb color, Look look) =>
        look is Look.Vivid ? color : (color * (1 - Fading)) + (new Rgb(MidGrey, MidGrey, MidGrey) * Fading);
}
