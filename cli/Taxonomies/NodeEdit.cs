using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.Cli.Taxonomies;

/// <summary>A change of one node of a taxonomy. What is null stays.</summary>
internal sealed record NodeEdit(string Node, string? Name, string? Definition, IReadOnlyList<string>? Entities)
{
    /// <exception cref="CommandFailure">There is no such node, or the change makes no taxonomy.</exception>
    public TaxonomyOutline Apply(TaxonomyOutline outline)
    {
        var themes = outline.Themes.ToList();
        if (themes.FindIndex(theme => Is(theme.Name)) is >= 0 and var found)
        {
            if (Entities is not null)
                throw new CommandFailure(ExitCodes.Usage, $"'{Node}' is a theme: entities belong to subtopics. Name one as '{themes[found].Name}/{themes[found].Subtopics[0].Name}'.");

            themes[found] = themes[found] with { Name = Name ?? themes[found].Name, Definition = Definition ?? themes[found].Definition };
        }
        else
        {
            var (theme, subtopic) = Find(themes);
            var subtopics = themes[theme].Subtopics.ToList();
            subtopics[subtopic] = Edited(subtopics[subtopic]);
            themes[theme] = themes[theme] with { Subtopics = subtopics };
        }

        return Checked(outline with { Themes = themes });
    }

    private LexiconSubtopic Edited(LexiconSubtopic subtopic) => subtopic with
    {
        Name = Name ?? subtopic.Name,
        Definition = Definition ?? subtopic.Definition,
        Entities = Entities ?? subtopic.Entities,
    };

    private (int Theme, int Subtopic) Find(List<LexiconTheme> themes)
    {
        var found = themes
            .SelectMany((theme, t) => theme.Subtopics.Select((subtopic, s) => (Theme: t, Subtopic: s, Path: $"{theme.Name}/{subtopic.Name}", subtopic.Name)))
            .Where(leaf => Is(leaf.Path) || Is(leaf.Name))
            .ToList();
        return found switch
        {
            [var only] => (only.Theme, only.Subtopic),
            [] => throw new CommandFailure(ExitCodes.Usage, $"The taxonomy has no node '{Node}': give a theme, Theme/Subtopic, or a subtopic's name."),
            _ => throw new CommandFailure(ExitCodes.Usage, $"'{Node}' is the name of {found.Count} subtopics; say which: {string.Join(", ", found.Select(leaf => leaf.Path))}."),
        };
    }

    /// <summary>Read back as a file would be: the same rules hold, and what was changed is no longer its lexicon's.</summary>
    private static TaxonomyOutline Checked(TaxonomyOutline outline)
    {
        try
        {
            return OutlineFile.Read(OutlineFile.Canonical(outline), "The edited taxonomy");
        }
        catch (OutlineException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, exception.Message, exception);
        }
    }

    private bool Is(string name) => string.Equals(name, Node, StringComparison.OrdinalIgnoreCase);
}
