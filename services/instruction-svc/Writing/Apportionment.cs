namespace InstructEngine.InstructionService.Writing;

/// <summary>Whole numbers from shares.</summary>
internal static class Apportionment
{
    /// <summary>As many of each as its share says (largest remainder, so that the counts add up to the total).</summary>
    public static int[] Counts(double[] shares, int total)
    {
        // Divided by the largest first: any finite shares are allowed, and their sum may overflow.
        var largest = shares.Max();
        var relative = Array.ConvertAll(shares, share => share / largest);
        var exact = Array.ConvertAll(relative, share => share / relative.Sum() * total);
        var counts = Array.ConvertAll(exact, value => (int)Math.Floor(value));
        var byRemainder = Enumerable.Range(0, shares.Length).OrderByDescending(i => exact[i] - counts[i]).ToArray();
        foreach (var i in byRemainder.Take(total - counts.Sum()))
            counts[i]++;

        return counts;
    }

    /// <summary>One index a place, each as often as its count says, evenly interleaved.</summary>
    public static int[] Interleave(int[] counts)
    {
        var total = counts.Sum();
        var plan = new int[total];
        var credit = new int[counts.Length];
        for (var i = 0; i < total; i++)
        {
            // Every one earns its count each turn; the richest is taken and pays for all.
            for (var d = 0; d < counts.Length; d++)
                credit[d] += counts[d];

            var richest = Array.IndexOf(credit, credit.Max());
            credit[richest] -= total;
            plan[i] = richest;
        }

        return plan;
    }
}
