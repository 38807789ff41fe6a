using System.Numerics;
using System.Runtime.InteropServices;

namespace InstructEngine.Lexicons.Similarity;

/// <summary>
/// MinHash (Broder 1997): under each of many hash functions the smallest hash of a set. Two sets share one with the probability
/// of their Jaccard similarity.
/// </summary>
public static class MinHash
{
    public const int Bands = 16, RowsPerBand = 5, Size = Bands * RowsPerBand;

    private static readonly uint[] Multipliers = Constants(1, odd: true), Increments = Constants(2, odd: false);

    /// <summary>The signature: <see cref="Size"/> values.</summary>
    public static uint[] Signature(ReadOnlySpan<uint> shingles)
    {
        var signature = new uint[Size];
        Array.Fill(signature, uint.MaxValue);
        Span<Vector<uint>> minima = MemoryMarshal.Cast<uint, Vector<uint>>(signature.AsSpan());
        ReadOnlySpan<Vector<uint>> multipliers = MemoryMarshal.Cast<uint, Vector<uint>>(Multipliers);
        ReadOnlySpan<Vector<uint>> increments = MemoryMarshal.Cast<uint, Vector<uint>>(Increments);
        foreach (var shingle in shingles)
        {
            var value = new Vector<uint>(shingle);
            for (var i = 0; i < minima.Length; i++)
            {
                minima[i] = Vector.Min(minima[i], (value * multipliers[i]) + increments[i]);
            }
        }

        return signature;
    }

    /// <summary>A hash of one band of a signature.</summary>
    public static ulong BandKey(ReadOnlySpan<uint> signature, int band)
    {
        var key = (ulong)band;
        foreach (var value in signature.Slice(band * RowsPerBand, RowsPerBand))
        {
            key = StableHash.Mix(key ^ value) * 31;
        }

        return key;
    }

    /// <summary>The share of equal values: an estimate of the Jaccard similarity, with a standard error of at most 0.056.</summary>
    public static double Similarity(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second)
    {
        var equal = 0;
        for (var i = 0; i < Size; i++)
        {
            equal += first[i] == second[i] ? 1 : 0;
        }

        return (double)equal / Size;
    }

    private static uint[] Constants(ulong stream, bool odd)
    {
        var constants = new uint[Size];
        for (var i = 0; i < Size; i++)
        {
            constants[i] = (uint)StableHash.Mix((stream << 32) + (ulong)i + 1) | (odd ? 1u : 0u);
        }

        return constants;
    }
}
