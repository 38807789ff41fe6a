namespace InstructEngine.Diffusion.Images;

/// <summary>
/// Pillow's BICUBIC filter, which PyTorch has as <c>antialias=True</c>: the cubic kernel with a = −1/2, widened when shrinking, cut off at the edges and
/// normalised.
/// </summary>
internal static class CubicFilter
{
    private const double Reach = 2.0;

    /// <summary>For each position of the output: the first input position that it is made from, and the weights from there on, of sum 1.</summary>
    public static (int First, double[] Weights)[] Of(int from, int to)
    {
        var scale = (double)from / to;
        var widening = Math.Max(scale, 1);
        return [.. Enumerable.Range(0, to).Select(i => Around((i + 0.5) * scale, widening, from))];
    }

    private static (int First, double[] Weights) Around(double centre, double widening, int size)
    {
        var first = Math.Max((int)(centre - Reach * widening + 0.5), 0);
        var end = Math.Min((int)(centre + Reach * widening + 0.5), size);
        var weights = Enumerable.Range(first, end - first).Select(x => Cubic((x - centre + 0.5) / widening)).ToArray();
        var total = weights.Sum();
        return (first, [.. weights.Select(weight => weight / total)]);
    }

    private static double Cubic(double x)
    {
        const double a = -0.5;
        x = Math.Abs(x);
        return x < 1 ? ((a + 2) * x - (a + 3)) * x * x + 1
            : x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a
            : 0;
    }
}
