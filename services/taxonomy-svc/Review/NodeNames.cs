namespace InstructEngine.TaxonomyService.Review;

/// <summary>Finds the leaves that people name: by id, by <c>Theme</c>, by <c>Theme/Subtopic</c>, or by a subtopic's name where only one has it.</summary>
internal static class NodeNames
{
    /// <exception cref="TaxonomyReviewException">A name means no node, or several.</exception>
    public static IReadOnlyList<ReviewedNode> Find(IReadOnlyList<ReviewedNode> nodes, IReadOnlyList<string> names) =>
        [.. names.SelectMany(name => Find(nodes, name.Trim())).Distinct()];

    private static List<ReviewedNode> Find(IReadOnlyList<ReviewedNode> nodes, string name)
    {
        List<ReviewedNode> Where(Func<ReviewedNode, string> value) =>
            [.. nodes.Where(node => string.Equals(value(node), name, StringComparison.OrdinalIgnoreCase))];

        Func<ReviewedNode, string>[] ways = [node => node.LeafId, node => node.ThemeId, node => node.Path, node => node.Theme];
        foreach (var way in ways)
        {
            if (Where(way) is { Count: > 0 } found)
                return found;
        }

        return Where(node => node.Name) switch
        {
            [var only] => [only],
            [] => throw new TaxonomyReviewException(
                $"The taxonomy has no node '{name}': give a theme, Theme/Subtopic, a subtopic's name or an id; 'instructengine taxonomy export' shows them."),
            var several => throw new TaxonomyReviewException($"'{name}' is the name of {several.Count} subtopics; say which: {string.Join(", ", several.Select(node => node.Path))}."),
        };
    }
}
