namespace InstructEngine.Lexicons.Similarity;

/// <summary>The set of a key's pieces of four characters, as sorted distinct hashes.</summary>
public static class Shingles
{
    private const int Length = 4;

    public static uint[] Of(ReadOnlySpan<char> key)
    {
        var count = Math.Max(1, key.Length - Length + 1);
        var hashes = new uint[count];
        for (var i = 0; i < count; i++)
        {
            hashes[i] = (uint)StableHash.Of(key.Slice(i, Math.Min(Length, key.Length - i)));
        }

        Array.Sort(hashes);
        var distinct = 1;
        for (var i = 1; i < count; i++)
        {
            if (hashes[i] != hashes[distinct - 1])
            {
                hashes[distinct++] = hashes[i];
            }
        }

        return hashes[..distinct];
    }

    /// <summary>Size of the intersection over size of the union.</summary>
    public static double Jaccard(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second)
    {
        int i = 0, j = 0, both = 0;
        while (i < first.Length && j < second.Length)
        {
            var order = first[i].CompareTo(second[j]);
            both += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return (double)both / (first.Length + second.Length - both);
    }
}
