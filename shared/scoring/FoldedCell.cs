namespace InstructEngine.Scoring;

/// <summary>A picture's values gathered by their place in a cell of <paramref name="side"/> × <paramref name="side"/> pixels.</summary>
internal sealed class FoldedCell(int side)
{
    private readonly double[] _sums = new double[side * side];
    private double _squares;
    private long _count;

    public void Add(int x, int y, double value)
    {
        _sums[(y % side * side) + (x % side)] += value;
        _squares += value * value;
        _count++;
    }

    /// <summary>The variance that goes with the place, less what chance gives: at least 0. Every place has the same number of values.</summary>
    public double PatternVariance()
    {
        double places = _sums.Length;
        var perPlace = _count / places;
        var mean = _sums.Sum() / _count;
        var between = _sums.Sum(sum => Square((sum / perPlace) - mean)) * perPlace;
        var within = _squares - (_count * mean * mean) - between;
        return Math.Max(0, ((between / (places - 1)) - (Math.Max(0, within) / (_count - places))) / perPlace);
    }

    private static double Square(double value) => value * value;
}
