namespace InstructEngine.TaxonomyService.Outlines;

/// <summary>The keys of a taxonomy file, in the order in which they are written.</summary>
internal sealed record OutlineDocument(string Format, string Name, int? Version, IReadOnlyList<OutlineDocument.Theme> Themes)
{
    public static OutlineDocument Of(TaxonomyOutline outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        return new(
            OutlineFile.Format,
            outline.Name,
            outline.Version,
            [
                .. outline.Themes.Select(theme => new Theme(
                    theme.Name, theme.Group, theme.Subject, theme.Definition.Length > 0 ? theme.Definition : null,
                    [.. theme.Subtopics.Select(leaf => new Subtopic(leaf.Name, leaf.Definition, leaf.Source, leaf.Entities, leaf.Keywords))])),
            ]);
    }

    internal sealed record Theme(string Name, string? Group, string? Subject, string? Definition, IReadOnlyList<Subtopic> Subtopics);

    internal sealed record Subtopic(string Name, string? Definition, string? Source, IReadOnlyList<string> Entities, IReadOnlyList<string>? Keywords);
}
