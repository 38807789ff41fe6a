using InstructEngine.Contracts.V1;
using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.Writing;

/// <summary>How hard each triple's difference is to see.</summary>
internal static class ContrastPlan
{
    /// <summary>One grade a triple: within each dimension as many of each grade as its share says, evenly interleaved.</summary>
    /// <param name="shares">Null is as much of each.</param>
    public static IReadOnlyList<ContrastGrade> Of(ContrastShares? shares, IReadOnlyList<Dimension> dimensions)
    {
        var (easy, medium, subtle) = shares ?? ContrastShares.Equal;
        var grades = new ContrastGrade[dimensions.Count];
        foreach (var places in Enumerable.Range(0, dimensions.Count).GroupBy(i => dimensions[i]).Select(group => group.ToList()))
        {
            var plan = Apportionment.Interleave(Apportionment.Counts([easy, medium, subtle], places.Count));
            for (var i = 0; i < places.Count; i++)
                grades[places[i]] = (ContrastGrade)plan[i];
        }

        return grades;
    }
}
