using InstructEngine.Contracts.V1;
using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.Writing.Rules;

/// <summary>What a grammar has to write a leaf's instructions from: the written subtopic, and those of its entities that the leaf still has.</summary>
internal sealed record LeafMaterial(WrittenLexicon Lexicon, WrittenTheme Theme, WrittenSubtopic Subtopic, IReadOnlyList<EntityMaterial> Entities)
{
    /// <summary>Of a leaf that the default lexicon made. A person may have taken some of its entities away.</summary>
    /// <returns>Null where no such lexicon made the leaf.</returns>
    public static LeafMaterial? Of(Subtopic leaf)
    {
        if (DefaultLexicon.Find(leaf.Source) is not ({ } theme, { } subtopic))
            return null;

        var kept = leaf.Entities.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(
            DefaultLexicon.Value,
            theme,
            subtopic,
            [.. subtopic.Entities.Where(entity => kept.Contains(entity.Singular)).Select(entity => new EntityMaterial(entity, subtopic, theme, DefaultLexicon.Value))]);
    }
}
