namespace InstructEngine.Diffusion.Text;

/// <summary>The ranked merges of a BPE, applied in O(n log n), so that one word of a megabyte is no trap.</summary>
internal sealed class BytePairMerges
{
    private readonly Dictionary<(int Left, int Right), (int Rank, int Id)> _merges;

    private BytePairMerges(Dictionary<(int, int), (int, int)> merges) => _merges = merges;

    public static BytePairMerges Parse(string[] lines, string file, Dictionary<string, int> ids)
    {
        var merges = new Dictionary<(int, int), (int, int)>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || (i == 0 && lines[i].StartsWith("#version", StringComparison.Ordinal)))
            {
                continue;
            }

            var parts = lines[i].Split(' ');
            if (parts.Length != 2)
            {
                throw new InvalidDataException($"{file}, line {i + 1}: two tokens with a space between them are needed.");
            }

            merges.TryAdd((Id(parts[0], i), Id(parts[1], i)), (i, Id(parts[0] + parts[1], i)));
        }

        return new BytePairMerges(merges);

        int Id(string token, int line) => ids.TryGetValue(token, out var id)
            ? id
            : throw new InvalidDataException($"{file}, line {line + 1}: '{token}' is not in vocab.json; the two files do not belong together.");
    }

    /// <summary>Merges the best-ranked pair, the leftmost among equals, until none is left. Changes <paramref name="ids"/>.</summary>
    public IReadOnlyList<int> Apply(int[] ids)
    {
        var chain = new Chain(ids);
        var queue = new PriorityQueue<(int At, int Left, int Right), (int Rank, int At)>();
        for (var at = 0; at + 1 < ids.Length; at++)
        {
            Offer(at);
        }

        while (queue.TryDequeue(out var pair, out _))
        {
            // An entry is stale when one of its two parts has been merged since.
            if (chain.Next(pair.At) is var right and >= 0 && ids[pair.At] == pair.Left && ids[right] == pair.Right)
            {
                ids[pair.At] = _merges[(pair.Left, pair.Right)].Id;
                chain.Remove(right);
                Offer(chain.Previous(pair.At));
                Offer(pair.At);
            }
        }

        return chain.Remaining();

        void Offer(int at)
        {
            if (at >= 0 && chain.Next(at) is var right and >= 0 && _merges.TryGetValue((ids[at], ids[right]), out var merge))
            {
                queue.Enqueue((at, ids[at], ids[right]), (merge.Rank, at));
            }
        }
    }

    /// <summary>A doubly linked list over array positions; a removed position has no next one.</summary>
    private sealed class Chain
    {
        private readonly int[] _ids, _next, _previous;

        public Chain(int[] ids)
        {
            _ids = ids;
            _next = [.. Enumerable.Range(1, ids.Length)];
            _next[^1] = -1;
            _previous = [.. Enumerable.Range(-1, ids.Length)];
        }

        public int Next(int at) => _next[at];

        public int Previous(int at) => _previous[at];

        public void Remove(int at)
        {
            _next[_previous[at]] = _next[at];
            if (_next[at] >= 0)
            {
                _previous[_next[at]] = _previous[at];
            }

            (_next[at], _previous[at], _ids[at]) = (-1, -1, -1);
        }

        public List<int> Remaining()
        {
            var ids = new List<int>();
            for (var at = 0; at >= 0; at = _next[at])
            {
                ids.Add(_ids[at]);
            }

            return ids;
        }
    }
}
