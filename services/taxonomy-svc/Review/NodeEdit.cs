using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.Review;

/// <summary>A change of one node of a taxonomy. What is null stays.</summary>
/// <param name="Node">As <see cref="NodeNames"/> finds it: a theme, or one subtopic.</param>
public sealed record NodeEdit(string Node, string? Name, string? Definition, IReadOnlyList<string>? Entities)
{
    /// <exception cref="TaxonomyReviewException">There is no such node, or the change makes no taxonomy.</exception>
    internal TaxonomyOutline Apply(TaxonomyReview review)
    {
        var themes = review.Outline.Themes.ToList();
        if (FindTheme(review) is { } theme)
            EditTheme(themes, theme);
        else
            EditSubtopic(themes, NodeNames.Find(review.Nodes, [Node])[0]);

        try
        {
            // Read back as a file would be: the same rules hold, and what was changed is no longer its lexicon's.
            return OutlineFile.Read(OutlineFile.Canonical(review.Outline with { Themes = themes }), "The edited taxonomy");
        }
        catch (OutlineException exception)
        {
            throw new TaxonomyReviewException(exception.Message);
        }
    }

    private string? FindTheme(TaxonomyReview review) =>
        review.Nodes.FirstOrDefault(node => Is(node.ThemeId) || Is(node.Theme))?.Theme;

    private void EditTheme(List<LexiconTheme> themes, string name)
    {
        var index = themes.FindIndex(theme => theme.Name == name);
        if (Entities is not null)
            throw new TaxonomyReviewException($"'{name}' is a theme: entities belong to subtopics. Name one as '{name}/{themes[index].Subtopics[0].Name}'.");

        themes[index] = themes[index] with { Name = Name ?? themes[index].Name, Definition = Definition ?? themes[index].Definition };
    }

    private void EditSubtopic(List<LexiconTheme> themes, ReviewedNode node)
    {
        var index = themes.FindIndex(theme => theme.Name == node.Theme);
        themes[index] = themes[index] with
        {
            Subtopics = [.. themes[index].Subtopics.Select(subtopic => subtopic.Name == node.Name ? Edited(subtopic) : subtopic)],
        };
    }

    private LexiconSubtopic Edited(LexiconSubtopic subtopic) => subtopic with
    {
        Name = Name ?? subtopic.Name,
        Definition = Definition ?? subtopic.Definition,
        Entities = Entities ?? subtopic.Entities,
    };

    private bool Is(string name) => string.Equals(name, Node.Trim(), StringComparison.OrdinalIgnoreCase);
}
