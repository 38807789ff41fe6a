namespace InstructEngine.Hosting.Specs;

/// <summary>How many letters must be changed, added or removed to make one word of another; case counts for nothing.</summary>
internal static class EditDistance
{
    public static int Between(string a, string b)
    {
        if (a.Length > 100 || b.Length > 100)
            return Math.Max(a.Length, b.Length);

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[b.Length];
    }
}
