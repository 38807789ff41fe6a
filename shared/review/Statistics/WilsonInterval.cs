namespace InstructEngine.Review.Statistics;

/// <summary>The 95 % interval of a share (Wilson, 1927), which stays within 0 and 1 and is honest for few votes.</summary>
public readonly record struct WilsonInterval(double Low, double High)
{
    /// <summary>The 97.5 % quantile of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    public double HalfWidth => (High - Low) / 2;

    /// <param name="successes">In [0, <paramref name="count"/>]; a half where ties count one half.</param>
    /// <param name="count">1 or more.</param>
    public static WilsonInterval Of(double successes, double count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, count);
        var (share, z2) = (successes / count, Z * Z);
        var centre = (share + (z2 / (2 * count))) / (1 + (z2 / count));
        var half = Z / (1 + (z2 / count)) * Math.Sqrt((share * (1 - share) / count) + (z2 / (4 * count * count)));
        return new WilsonInterval(Math.Max(centre - half, 0), Math.Min(centre + half, 1));
    }

    /// <summary>The smallest number of votes whose interval reaches no further than <paramref name="halfWidth"/> to each side, if the share stays what it is.</summary>
    /// <param name="share">In [0, 1].</param>
    /// <param name="halfWidth">In (0, 0.5), e.g. 0.05 for five points.</param>
    public static int VotesFor(double share, double halfWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(halfWidth);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(halfWidth, 0.5);

        // The width falls with the count, so it is found by halving; at most Z² / (4 h²) are ever needed.
        var (low, high) = (1, (int)Math.Ceiling(Z * Z / (4 * halfWidth * halfWidth)) + 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Of(share * middle, middle).HalfWidth <= halfWidth)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
