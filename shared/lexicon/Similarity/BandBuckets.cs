namespace InstructEngine.Lexicons.Similarity;

/// <summary>Lists of prompts by the key of a band, in flat arrays: there are sixteen entries for every prompt, of which most lists have one.</summary>
/// <param name="capacity">Prompts that a list holds at most; later ones are not added to it.</param>
internal sealed class BandBuckets(int capacity)
{
    private const double MostFilled = 0.7;

    private readonly List<(int Prompt, int Next)> _entries = [];
    private ulong[] _keys = new ulong[1 << 10];

    // Place of the list's first entry, from 1; 0 for a free slot.
    private int[] _first = new int[1 << 10];
    private int _lists;

    /// <summary>The list's first entry; -1 where there is no such list.</summary>
    public int First(ulong key) => _first[Slot(_keys, _first, key)] - 1;

    /// <summary>What an entry holds, and the entry after it or -1.</summary>
    public (int Prompt, int Next) this[int entry] => _entries[entry];

    public void Add(ulong key, int prompt)
    {
        var slot = Slot(_keys, _first, key);
        if (_first[slot] == 0)
        {
            _entries.Add((prompt, -1));
            (_keys[slot], _first[slot]) = (key, _entries.Count);
            if (++_lists > _keys.Length * MostFilled)
                Grow();

            return;
        }

        var last = _first[slot] - 1;
        var length = 1;
        for (; _entries[last].Next >= 0; length++)
            last = _entries[last].Next;

        if (length < capacity)
        {
            _entries[last] = (_entries[last].Prompt, _entries.Count);
            _entries.Add((prompt, -1));
        }
    }

    private static int Slot(ulong[] keys, int[] first, ulong key)
    {
        var mask = keys.Length - 1;
        var slot = (int)(StableHash.Mix(key) & (ulong)mask);
        while (first[slot] != 0 && keys[slot] != key)
            slot = (slot + 1) & mask;

        return slot;
    }

    private void Grow()
    {
        var (keys, first) = (new ulong[_keys.Length * 2], new int[_keys.Length * 2]);
        for (var i = 0; i < _keys.Length; i++)
        {
            if (_first[i] != 0)
            {
                var slot = Slot(keys, first, _keys[i]);
                (keys[slot], first[slot]) = (_keys[i], _first[i]);
            }
        }

        (_keys, _first) = (keys, first);
    }
}
