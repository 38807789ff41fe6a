using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.Writing;
using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.InstructionService.Jobs;

/// <summary>Two leaves of a theme may have been given the same triple: the first in the order of the leaves has it.</summary>
internal sealed class ThemeDuplicates
{
    private readonly HashSet<(string, string)> _seen = [];

    /// <param name="isStored">What is stored stays as it is.</param>
    public IReadOnlyList<LeafTriple> Sift(IReadOnlyList<LeafTriple> triples, bool isStored) => [.. triples.Select(triple => Sift(triple, isStored))];

    private LeafTriple Sift(LeafTriple triple, bool isStored)
    {
        if (triple.Created is not { } created || _seen.Add((PromptKey.Of(created.Preferred), PromptKey.Of(created.Dispreferred))) || isStored)
            return triple;

        var rejection = new Rejection(RejectionKinds.Duplicate, "Another leaf of the theme has the same instructions.");
        InstructionMetrics.Count(rejection, triple.Dimension);
        return triple.Rejecting(rejection);
    }
}
