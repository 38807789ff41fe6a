using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Checking;

/// <summary>How clean a picture is, whatever it shows.</summary>
public static class SceneQuality
{
    /// <summary>The most that is reported, in dB: an exact drawing would have no error at all.</summary>
    public const double MostPsnr = 60;

    /// <summary>
    /// The peak signal-to-noise ratio, in dB, to a clean drawing of what the checker sees: the nearest background,
    /// and each object found drawn in the box that fits best. Noise, blur and stray marks lower it; a wrong attribute does not.
    /// </summary>
    /// <param name="rgb">3,072 bytes: row by row, three bytes a pixel.</param>
    /// <exception cref="ArgumentException">Not 3,072 bytes.</exception>
    public static double PsnrToNearestClean(ReadOnlySpan<byte> rgb) => Psnr(rgb, NearestClean(rgb));

    /// <summary>The clean drawing that <see cref="PsnrToNearestClean"/> compares with, as 32 × 32 RGB bytes.</summary>
    /// <inheritdoc cref="PsnrToNearestClean"/>
    public static byte[] NearestClean(ReadOnlySpan<byte> rgb)
    {
        PixelGrid.Require(rgb);
        var (background, look) = BackgroundReader.Nearest(rgb);
        var ground = ScenePalette.Of(background, look);
        var clean = SceneRenderer.Blank(ground);
        foreach (var item in SceneChecker.Read(rgb).Objects)
        {
            var fit = ObjectFit.Best(rgb, item, ground, look);
            SceneRenderer.Paint(clean, fit.Shape, fit.Box, ScenePalette.Of(fit.Color, look));
        }

        return clean;
    }

    /// <summary>In dB, between two pictures of the same size; at most <see cref="MostPsnr"/>.</summary>
    public static double Psnr(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"The pictures have {left.Length} and {right.Length} bytes; they must be of one size.", nameof(right));
        }

        var squares = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            double error = left[i] - right[i];
            squares += error * error;
        }

        return squares == 0 ? MostPsnr : Math.Min(MostPsnr, 10 * Math.Log10(255.0 * 255 * left.Length / squares));
    }
}
