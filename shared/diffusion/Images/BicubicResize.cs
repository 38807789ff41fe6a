namespace InstructEngine.Diffusion.Images;

/// <summary>
/// Resizing as Pillow does it with its BICUBIC filter: the kernel (a = −1/2) is widened when shrinking, each direction is one pass of
/// fixed-point sums, and the picture between the passes is rounded to 8 bits. Gives Pillow's bytes.
/// </summary>
internal static class BicubicResize
{
    private const int Channels = RgbImage.Channels;
    private const int FractionBits = 22;
    private const double Reach = 2.0;

    /// <param name="rgb">Rows of RGB, top to bottom.</param>
    public static byte[] Resize(ReadOnlySpan<byte> rgb, int width, int height, int newWidth, int newHeight)
    {
        var rows = width == newWidth ? rgb.ToArray() : Pass(rgb, height, width * Channels, Channels, Taps.Of(width, newWidth), newWidth * Channels, Channels);
        return height == newHeight ? rows : Pass(rows, newWidth, Channels, newWidth * Channels, Taps.Of(height, newHeight), Channels, newWidth * Channels);
    }

    /// <summary>Sums along one direction; a line is a row or a column, and the strides are in bytes.</summary>
    private static byte[] Pass(ReadOnlySpan<byte> from, int lines, int fromLine, int fromStep, Taps[] taps, int toLine, int toStep)
    {
        var to = new byte[lines * taps.Length * Channels];
        for (var line = 0; line < lines; line++)
        {
            for (var i = 0; i < taps.Length; i++)
            {
                for (var channel = 0; channel < Channels; channel++)
                {
                    var sum = 1 << (FractionBits - 1);
                    var at = line * fromLine + taps[i].First * fromStep + channel;
                    foreach (var weight in taps[i].Weights)
                    {
                        sum += from[at] * weight;
                        at += fromStep;
                    }

                    to[line * toLine + i * toStep + channel] = (byte)Math.Clamp(sum >> FractionBits, 0, byte.MaxValue);
                }
            }
        }

        return to;
    }

    private static double Cubic(double x)
    {
        const double a = -0.5;
        x = Math.Abs(x);
        return x < 1 ? ((a + 2) * x - (a + 3)) * x * x + 1
            : x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a
            : 0;
    }

    /// <summary>The input positions that make one output position, and their fixed-point weights.</summary>
    private readonly record struct Taps(int First, int[] Weights)
    {
        public static Taps[] Of(int from, int to)
        {
            var scale = (double)from / to;
            var widening = Math.Max(scale, 1);
            return [.. Enumerable.Range(0, to).Select(i => Around((i + 0.5) * scale, widening, from))];
        }

        private static Taps Around(double centre, double widening, int size)
        {
            var first = Math.Max((int)(centre - Reach * widening + 0.5), 0);
            var end = Math.Min((int)(centre + Reach * widening + 0.5), size);
            var weights = Enumerable.Range(first, end - first).Select(x => Cubic((x - centre + 0.5) / widening)).ToArray();
            var total = weights.Sum();
            return new(first, [.. weights.Select(w => (int)Math.Round(w / total * (1 << FractionBits), MidpointRounding.AwayFromZero))]);
        }
    }
}
