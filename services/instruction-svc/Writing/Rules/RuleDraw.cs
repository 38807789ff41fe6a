using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.Writing.Grammar;
using InstructEngine.Lexicons;
using InstructEngine.Storage.Content;

namespace InstructEngine.InstructionService.Writing.Rules;

/// <summary>The random choices of one attempt at a triple: what is contrasted for which entity.</summary>
/// <param name="Grade">The contrast that is wanted.</param>
internal sealed record RuleDraw(Dimension Dimension, ContrastGrade Grade, EntityMaterial Material, LeafMaterial Leaf, SeededRandom Random)
{
    public WrittenEntity Entity => Material.Entity;

    /// <summary>One of the pool's entries of the grade; null where it has none.</summary>
    public T? Pick<T>(ILookup<ContrastGrade, T> pool)
        where T : class => pool[Grade].ToList() is { Count: > 0 } entries ? Random.Pick(entries) : null;

    public bool Chance(double probability) => Random.NextDouble() < probability;

    /// <summary>The triple whose sides say one phrase each.</summary>
    public TripleDraft Opposed(Sentence plain, string preferred, string dispreferred, Func<string, Sentence> with) =>
        new(Dimension, Grade, new(plain.Text, with(preferred).Text, with(dispreferred).Text), new(preferred, dispreferred));

    /// <summary>The same, either phrase being the preferred one.</summary>
    public TripleDraft Either(Sentence plain, string first, string second, Func<string, Sentence> with) =>
        Random.NextInt(2) == 0 ? Opposed(plain, first, second, with) : Opposed(plain, second, first, with);
}
