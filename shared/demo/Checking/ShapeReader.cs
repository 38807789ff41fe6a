using System.Collections.Concurrent;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Checking;

/// <summary>The shape whose ideal drawing in the same box overlaps a component best.</summary>
internal static class ShapeReader
{
    /// <summary>The least overlap that counts as having a shape at all.</summary>
    internal const double LeastOverlap = 0.7;

    private const int Side = ObjectMask.Side;

    private static readonly ConcurrentDictionary<(ObjectShape Shape, int Width, int Height), float[]> Templates = new();

    internal static AttributeReading<ObjectShape> Read(ObjectMask mask, MaskComponents components, MaskComponent component)
    {
        var (best, bestOverlap, second) = (default(ObjectShape), -1.0, -1.0);
        foreach (var shape in Shapes)
        {
            var overlap = Overlap(mask, components, component, shape);
            if (overlap > bestOverlap)
            {
                (best, bestOverlap, second) = (shape, overlap, bestOverlap);
            }
            else if (overlap > second)
            {
                second = overlap;
            }
        }

        return new(bestOverlap >= LeastOverlap ? best : null, Math.Clamp((bestOverlap - second) / bestOverlap, 0, 1));
    }

    private static readonly ObjectShape[] Shapes = Enum.GetValues<ObjectShape>();

    /// <summary>
    /// Pearson's correlation of mask and drawing over the box and a little beyond. Unlike intersection over union
    /// it does not fall when the whole mask is blurred, which an autoencoder does.
    /// </summary>
    internal static double Overlap(ObjectMask mask, MaskComponents components, MaskComponent component, ObjectShape shape)
    {
        const int border = 2;
        var (left, top) = ((int)(component.Box.X * ObjectMask.Scale), (int)(component.Box.Y * ObjectMask.Scale));
        var (width, height) = ((int)(component.Box.Width * ObjectMask.Scale), (int)(component.Box.Height * ObjectMask.Scale));
        var template = Templates.GetOrAdd((shape, width, height), Draw);
        var (n, seenSum, idealSum, seenSquares, idealSquares, products) = (0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var y = Math.Max(0, top - border); y < Math.Min(Side, top + height + border); y++)
        {
            for (var x = Math.Max(0, left - border); x < Math.Min(Side, left + width + border); x++)
            {
                var point = (y * Side) + x;
                double seen = components.IsForeign(point, component.Label) ? 0 : mask.Points[point];
                var (row, column) = (y - top, x - left);
                double ideal = row >= 0 && row < height && column >= 0 && column < width ? template[(row * width) + column] : 0;
                n++;
                seenSum += seen;
                idealSum += ideal;
                seenSquares += seen * seen;
                idealSquares += ideal * ideal;
                products += seen * ideal;
            }
        }

        var spread = ((n * seenSquares) - (seenSum * seenSum)) * ((n * idealSquares) - (idealSum * idealSum));
        return spread > 0 ? ((n * products) - (seenSum * idealSum)) / Math.Sqrt(spread) : 0;
    }

    private static float[] Draw((ObjectShape Shape, int Width, int Height) key)
    {
        var box = new ObjectBox(0, 0, key.Width, key.Height);
        var template = new float[key.Width * key.Height];
        for (var i = 0; i < template.Length; i++)
        {
            template[i] = (float)ShapeOutline.Coverage(key.Shape, box, i % key.Width, i / key.Width, samples: 4);
        }

        return template;
    }
}
