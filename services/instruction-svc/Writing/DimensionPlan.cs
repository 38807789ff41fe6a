using InstructEngine.Contracts.V1;

namespace InstructEngine.InstructionService.Writing;

/// <summary>Which dimension each triple of a leaf contrasts.</summary>
internal static class DimensionPlan
{
    /// <summary>One dimension a triple: as many of each as its share says, evenly interleaved.</summary>
    public static IReadOnlyList<Dimension> Of(DimensionShares shares, int triples) => Array.ConvertAll(
        Apportionment.Interleave(Apportionment.Counts([shares.ContentConsistency, shares.Counterfactual, shares.Aesthetics], triples)),
        index => (Dimension)index);
}
