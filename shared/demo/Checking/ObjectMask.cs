using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Checking;

/// <summary>How much of an object each point shows, 0 (background) to 1, on a grid of half pixels (64 × 64).</summary>
internal sealed class ObjectMask
{
    internal const int Scale = 2;

    internal const int Side = SceneRenderer.Size * Scale;

    private readonly float[] _pixels = new float[SceneRenderer.Size * SceneRenderer.Size];

    private readonly float[] _points = new float[Side * Side];

    /// <summary>
    /// A pixel's coverage is its place along the line from the background's colour to the object colour in whose
    /// direction it lies, so that an edge, a mix of both, counts in part.
    /// </summary>
    internal ObjectMask(ReadOnlySpan<byte> rgb, Background background, Look look)
    {
        var ground = ScenePalette.Of(background, look);
        Span<Rgb> axes = stackalloc Rgb[4];
        Span<double> lengths = stackalloc double[4];
        for (var i = 0; i < axes.Length; i++)
        {
            axes[i] = ScenePalette.Of((ObjectColor)i, look) - ground;
            lengths[i] = axes[i].Length;
        }

        for (var i = 0; i < _pixels.Length; i++)
        {
            var away = new Rgb(rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]) - ground;
            var (along, coverage) = (0.0, 0.0);
            for (var axis = 0; axis < axes.Length; axis++)
            {
                var projection = away.Dot(axes[axis]) / lengths[axis];
                if (projection > along)
                {
                    (along, coverage) = (projection, projection / lengths[axis]);
                }
            }

            _pixels[i] = (float)Math.Min(coverage, 1);
        }

        Upsample();
    }

    internal ReadOnlySpan<float> Points => _points;

    internal float PixelAt(int x, int y) => _pixels[(y * SceneRenderer.Size) + x];

    private void Upsample()
    {
        for (var y = 0; y < Side; y++)
        {
            var (top, bottom, down) = Neighbours(y);
            for (var x = 0; x < Side; x++)
            {
                var (left, right, across) = Neighbours(x);
                var above = PixelAt(left, top) + (across * (PixelAt(right, top) - PixelAt(left, top)));
                var below = PixelAt(left, bottom) + (across * (PixelAt(right, bottom) - PixelAt(left, bottom)));
                _points[(y * Side) + x] = above + (down * (below - above));
            }
        }
    }

    private static (int Low, int High, float Weight) Neighbours(int point)
    {
        var low = (point - 1) >> 1;
        var weight = (point & 1) == 1 ? 0.25f : 0.75f;
        return (Math.Max(low, 0), Math.Min(low + 1, SceneRenderer.Size - 1), weight);
    }
}
