using InstructEngine.Contracts.V1;

namespace InstructEngine.InstructionService.Writing;

/// <summary>Which dimension each triple of a leaf contrasts.</summary>
internal static class DimensionPlan
{
    /// <summary>
    /// One dimension a triple: as many of each as its share says (largest remainder, so that the counts add up), evenly interleaved.
    /// </summary>
    public static IReadOnlyList<Dimension> Of(DimensionShares shares, int triples)
    {
        var counts = Counts([shares.ContentConsistency, shares.Counterfactual, shares.Aesthetics], triples);
        var plan = new Dimension[triples];
        var credit = new int[counts.Length];
        for (var i = 0; i < triples; i++)
        {
            // Every dimension earns its count each turn; the richest is taken and pays for all.
            for (var d = 0; d < counts.Length; d++)
                credit[d] += counts[d];

            var richest = Array.IndexOf(credit, credit.Max());
            credit[richest] -= triples;
            plan[i] = (Dimension)richest;
        }

        return plan;
    }

    private static int[] Counts(double[] shares, int triples)
    {
        // Divided by the largest first: any finite shares are allowed, and their sum may overflow.
        var largest = shares.Max();
        var relative = Array.ConvertAll(shares, share => share / largest);
        var exact = Array.ConvertAll(relative, share => share / relative.Sum() * triples);
        var counts = Array.ConvertAll(exact, value => (int)Math.Floor(value));
        var byRemainder = Enumerable.Range(0, shares.Length).OrderByDescending(i => exact[i] - counts[i]).ToArray();
        foreach (var i in byRemainder.Take(triples - counts.Sum()))
            counts[i]++;

        return counts;
    }
}
