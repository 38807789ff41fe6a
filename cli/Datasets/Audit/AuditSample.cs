using System.Security.Cryptography;
using System.Text;
using InstructEngine.Cli.Datasets.Source;

namespace InstructEngine.Cli.Datasets.Audit;

/// <summary>A pair that the page shows.</summary>
/// <param name="Fit">By the check that looked at it last; null where none did.</param>
internal sealed record AuditExample(DatasetPair Pair, PairFit? Fit)
{
    /// <summary>How much better the images fit their own instructions, by the lesser of both.</summary>
    public double Margin => Fit is { } fit ? Math.Min(fit.PreferredOwn - fit.DispreferredOther, fit.DispreferredOwn - fit.PreferredOther) : double.PositiveInfinity;

    /// <summary>Follows nothing but the id: the first in this order are a fair sample.</summary>
    public string Rank { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("audit/" + Pair.Line.TripleId)));
}

/// <summary>Keeps a few pairs of many: a fair sample, and those with the least margin.</summary>
internal sealed class AuditSample
{
    private const int Fair = 6, Weak = 6;

    private List<AuditExample> _fair = [], _weak = [];

    public IReadOnlyList<AuditExample> FairOnes => _fair;

    /// <summary>Weakest first, none of those in <see cref="FairOnes"/>.</summary>
    public IReadOnlyList<AuditExample> WeakOnes => [.. _weak.Except(_fair)];

    public void Add(AuditExample example)
    {
        if (_fair.Count < Fair || string.CompareOrdinal(example.Rank, _fair[^1].Rank) < 0)
            _fair = [.. _fair.Append(example).OrderBy(known => known.Rank, StringComparer.Ordinal).Take(Fair)];
        if (example.Fit is not null && (_weak.Count < Weak || example.Margin < _weak[^1].Margin))
            _weak = [.. _weak.Append(example).OrderBy(known => known.Margin).ThenBy(known => known.Rank, StringComparer.Ordinal).Take(Weak)];
    }
}
