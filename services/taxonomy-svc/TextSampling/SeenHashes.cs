namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>A set of 64-bit hashes in one flat table of at most 128 MiB: once it holds <see cref="MaxCount"/> it takes no more.</summary>
internal sealed class SeenHashes
{
    /// <summary>Hashes that are remembered at most.</summary>
    public const int MaxCount = 1 << 23;

    private ulong[] _slots = new ulong[1 << 10];
    private int _count;
    private bool _hasZero;

    /// <returns>False when the hash was added before and is remembered.</returns>
    public bool Add(ulong hash)
    {
        // Zero marks a free slot.
        if (hash == 0)
        {
            var isNew = !_hasZero;
            _hasZero = true;
            return isNew;
        }

        var slot = Find(_slots, hash);
        if (_slots[slot] == hash)
            return false;
        if (_count == MaxCount)
            return true;

        _slots[slot] = hash;
        if (++_count > _slots.Length / 2 && _count < MaxCount)
            Grow();

        return true;
    }

    /// <summary>Where the hash is, or the free slot where it would be.</summary>
    private static int Find(ulong[] slots, ulong hash)
    {
        var mask = slots.Length - 1;
        var slot = (int)(hash & (ulong)mask);
        while (slots[slot] != 0 && slots[slot] != hash)
            slot = (slot + 1) & mask;

        return slot;
    }

    private void Grow()
    {
        var larger = new ulong[_slots.Length * 2];
        foreach (var hash in _slots)
        {
            if (hash != 0)
                larger[Find(larger, hash)] = hash;
        }

        _slots = larger;
    }
}
