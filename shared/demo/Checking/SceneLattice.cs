using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Checking;

/// <summary>How strong a regular pattern lies over a picture: the lattice that a latent diffusion model gets when it is trained too hard.</summary>
public static class SceneLattice
{
    /// <summary>The period looked for, in pixels, and all that divide it: two latents of an autoencoder of factor 4.</summary>
    public const int Period = 8;

    /// <summary>
    /// The root mean square, in grey levels of 0..255, of what repeats every <see cref="Period"/> pixels in the difference to a clean drawing. At each of the
    /// period's places the median over the picture is taken, so that one badly drawn object does not count, and what is common to all
    /// places is no pattern.
    /// </summary>
    /// <param name="rgb">3,072 bytes: row by row, three bytes a pixel.</param>
    /// <param name="clean">The drawing, as <see cref="SceneQuality.NearestClean"/> gives it.</param>
    /// <exception cref="ArgumentException">One has not 3,072 bytes.</exception>
    public static double Amplitude(ReadOnlySpan<byte> rgb, ReadOnlySpan<byte> clean)
    {
        PixelGrid.Require(rgb);
        PixelGrid.Require(clean);
        var squares = 0.0;
        Span<double> pattern = stackalloc double[Period * Period];
        for (var channel = 0; channel < 3; channel++)
        {
            var mean = 0.0;
            for (var place = 0; place < pattern.Length; place++)
            {
                pattern[place] = MedianAt(rgb, clean, place % Period, place / Period, channel);
                mean += pattern[place] / pattern.Length;
            }

            foreach (var level in pattern)
            {
                squares += (level - mean) * (level - mean);
            }
        }

        return Math.Sqrt(squares / (3 * pattern.Length));
    }

    private static double MedianAt(ReadOnlySpan<byte> rgb, ReadOnlySpan<byte> clean, int left, int top, int channel)
    {
        const int repeats = SceneRenderer.Size / Period;
        Span<int> differences = stackalloc int[repeats * repeats];
        for (var i = 0; i < differences.Length; i++)
        {
            var (x, y) = (left + (i % repeats * Period), top + (i / repeats * Period));
            var at = (((y * SceneRenderer.Size) + x) * 3) + channel;
            differences[i] = rgb[at] - clean[at];
        }

        differences.Sort();
        return (differences[(differences.Length / 2) - 1] + differences[differences.Length / 2]) / 2.0;
    }
}
