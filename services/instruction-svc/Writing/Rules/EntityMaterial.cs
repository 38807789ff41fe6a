using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.Writing.Rules;

/// <summary>What may be said of one entity: the pools of its kind, theme and subtopic, less the aspects that do not fit it.</summary>
internal sealed class EntityMaterial
{
    private const string Actions = "actions";

    public EntityMaterial(WrittenEntity entity, WrittenSubtopic subtopic, WrittenTheme theme, WrittenLexicon lexicon)
    {
        var kind = lexicon.Kinds[entity.Kind];
        var excluded = new HashSet<string>([.. theme.Not ?? [], .. subtopic.Not ?? [], .. entity.Not ?? []], StringComparer.Ordinal);
        (Entity, Kind) = (entity, kind);
        Attributes = kind.Attributes.Concat(theme.Pairs).Concat(subtopic.Pairs ?? []).Where(pair => !excluded.Contains(pair.Aspect)).ToLookup(pair => pair.Contrast);
        Counterfactuals = kind.Counterfactuals.Where(pair => !excluded.Contains(pair.Aspect)).ToLookup(pair => pair.Contrast);
        Aesthetics = lexicon.Aesthetics.Where(pair => pair.NotKinds?.Contains(kind.Id) is not true).ToLookup(pair => pair.Contrast);
        Relations = kind.Relations.ToLookup(relation => relation.Contrast);
        Counts = kind.Counts.ToLookup(count => count.Contrast);

        // The subtopic's own say more than what fits the whole kind.
        Situations = [.. subtopic.Situations, .. subtopic.Situations, .. excluded.Contains(Actions) ? [] : kind.Actions];
        Settings = subtopic.Settings;
    }

    public WrittenEntity Entity { get; }

    public KindPool Kind { get; }

    public ILookup<ContrastGrade, ContrastPair> Attributes { get; }

    public ILookup<ContrastGrade, Counterfactual> Counterfactuals { get; }

    public ILookup<ContrastGrade, AestheticPair> Aesthetics { get; }

    public ILookup<ContrastGrade, Relation> Relations { get; }

    public ILookup<ContrastGrade, CountPair> Counts { get; }

    public IReadOnlyList<Situation> Situations { get; }

    public IReadOnlyList<string> Settings { get; }
}
