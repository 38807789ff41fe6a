namespace InstructEngine.TaxonomyService.Review;

/// <summary>Whether nodes are as a reviewer saw them.</summary>
internal static class SeenNodes
{
    /// <param name="seen">A tag for each name, empty for whatever it is; null or empty for no tags.</param>
    /// <exception cref="TaxonomyReviewException">One of them was changed since.</exception>
    public static void Ensure(IReadOnlyList<ReviewedNode> nodes, IReadOnlyList<string> names, IReadOnlyList<string>? seen)
    {
        if (seen is null or { Count: 0 })
            return;
        if (seen.Count != names.Count)
            throw new TaxonomyReviewException($"There are {seen.Count} tags for {names.Count} nodes; give one for each, or none.");

        foreach (var (name, tag) in names.Zip(seen).Where(pair => pair.Second.Length > 0))
        {
            if (NodeNames.Find(nodes, [name]) is [var node] && node.Tag != tag)
            {
                throw new TaxonomyReviewException(
                    $"'{node.Path}' was changed by somebody else meanwhile: it is {node.Decision?.Decision.ToString().ToLowerInvariant() ?? "open"} now. "
                    + "Look at it again; nothing was changed.",
                    isConflict: true);
            }
        }
    }
}
