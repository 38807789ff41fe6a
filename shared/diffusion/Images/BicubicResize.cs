namespace InstructEngine.Diffusion.Images;

/// <summary>
/// Resizing as Pillow does it with its BICUBIC filter (<see cref="CubicFilter"/>): each direction is one pass of fixed-point sums, and the
/// picture between the passes is rounded to 8 bits. Gives Pillow's bytes.
/// </summary>
internal static class BicubicResize
{
    private const int Channels = RgbImage.Channels;
    private const int FractionBits = 22;

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

    /// <summary>The input positions that make one output position, and their fixed-point weights.</summary>
    private readonly record struct Taps(int First, int[] Weights)
    {
        public static Taps[] Of(int from, int to) => [.. CubicFilter.Of(from, to).Select(taps => new Taps(taps.First, [.. taps.Weights.Select(Fixed)]))];

        private static int Fixed(double weight) => (int)Math.Round(weight * (1 << FractionBits), MidpointRounding.AwayFromZero);
    }
}
