using InstructEngine.Contracts.V1;
using InstructEngine.Lexicons;
using InstructEngine.Storage.Content;

namespace InstructEngine.InstructionService.Writing.Rules;

/// <summary>The default lexicon's leaves, as a run's taxonomy has them: for samples and measurements without a run.</summary>
internal static class LexiconLeaves
{
    public static IReadOnlyList<Subtopic> All { get; } =
    [
        .. from theme in DefaultLexicon.Value.Themes
           from subtopic in theme.Subtopics
           select new Subtopic(
               ContentIds.Create("leaf", DefaultLexicon.Name, theme.Name, subtopic.Name),
               subtopic.Name,
               [.. subtopic.Entities.Select(entity => entity.Singular)],
               null,
               subtopic.Definition,
               DefaultLexicon.SourceOf(theme, subtopic)),
    ];
}
