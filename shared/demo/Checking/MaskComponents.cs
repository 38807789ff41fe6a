using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Checking;

/// <summary>One connected part of a mask; the box is in pixels of the picture.</summary>
internal sealed record MaskComponent(int Label, int Points, ObjectBox Box);

/// <summary>The connected parts (by edges) of a mask above one half, and which point belongs to which.</summary>
internal sealed class MaskComponents
{
    /// <summary>Points, four to a pixel. Anything smaller is a speck, not an object.</summary>
    private const int LeastPoints = 32;

    private const float Threshold = 0.5f;

    private const int Side = ObjectMask.Side;

    private readonly byte[] _labels = new byte[Side * Side];

    internal MaskComponents(ObjectMask mask)
    {
        var found = new List<MaskComponent>();
        var open = new int[Side * Side];
        byte label = 1;
        for (var start = 0; start < _labels.Length && label < byte.MaxValue; start++)
        {
            if (_labels[start] == 0 && mask.Points[start] >= Threshold)
            {
                var component = Flood(mask, start, label, open);
                if (component.Points >= LeastPoints)
                {
                    found.Add(component);
                    label++;
                }
            }
        }

        Found = found;
    }

    internal IReadOnlyList<MaskComponent> Found { get; }

    /// <summary>Whether the point belongs to another component than this one.</summary>
    internal bool IsForeign(int point, int label) => _labels[point] != 0 && _labels[point] != label;

    private MaskComponent Flood(ObjectMask mask, int start, byte label, int[] open)
    {
        var (count, top) = (0, 0);
        var (left, right, upper, lower) = (Side, -1, Side, -1);
        open[top++] = start;
        _labels[start] = label;
        while (top > 0)
        {
            var point = open[--top];
            var (y, x) = Math.DivRem(point, Side);
            count++;
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (upper, lower) = (Math.Min(upper, y), Math.Max(lower, y));
            top = Visit(mask, x > 0, point - 1, label, open, top);
            top = Visit(mask, x < Side - 1, point + 1, label, open, top);
            top = Visit(mask, y > 0, point - Side, label, open, top);
            top = Visit(mask, y < Side - 1, point + Side, label, open, top);
        }

        const double scale = ObjectMask.Scale;
        var box = new ObjectBox(left / scale, upper / scale, (right + 1 - left) / scale, (lower + 1 - upper) / scale);
        return new MaskComponent(label, count, box);
    }

    private int Visit(ObjectMask mask, bool inside, int point, byte label, int[] open, int top)
    {
        if (inside && _labels[point] == 0 && mask.Points[point] >= Threshold)
        {
            _labels[point] = label;
            open[top++] = point;
        }

        return top;
    }
}
