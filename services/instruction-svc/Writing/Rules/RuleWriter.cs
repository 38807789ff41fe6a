using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.Lexicons;
using InstructEngine.Storage.Content;

namespace InstructEngine.InstructionService.Writing.Rules;

/// <summary>
/// Writes a leaf's instruction triples (InstructEngine, arXiv 2504.10329) from a written lexicon: a base instruction, and two that add opposed
/// details to it. Every draw derives from the run's seed, the leaf and the index.
/// </summary>
internal static class RuleWriter
{
    // How often a triple is drawn again that has nothing to contrast, or that quality control refuses.
    internal const int Attempts = 64;

    /// <summary>As many entries as the spec asks for, in the order of their index.</summary>
    public static async Task<IReadOnlyList<LeafTriple>> WriteAsync(
        string runId, Subtopic leaf, LeafMaterial material, InstructionSpec spec, long seed, TripleQuality quality, CancellationToken cancellationToken)
    {
        var dimensions = DimensionPlan.Of(spec.Shares, spec.TriplesPerLeaf);
        var grades = ContrastPlan.Of(spec.Contrast, dimensions);
        var triples = new List<LeafTriple>(dimensions.Count);
        for (var index = 0; index < dimensions.Count; index++)
        {
            var id = ContentIds.Create("triple", runId, leaf.LeafId, dimensions[index].ToString(), $"{index}");
            var random = SeededRandom.For(seed, leaf.LeafId, $"{index}");
            var (text, rejection) = await DrawAsync(material, dimensions[index], grades[index], index, random, quality, cancellationToken);
            triples.Add(text is null
                ? new(dimensions[index], null, new(runId, id, leaf.LeafId, rejection!.Reason, rejection.Kind))
                : new(
                    dimensions[index],
                    new(runId, id, leaf.LeafId, index, dimensions[index], text.Base, text.Preferred, text.Dispreferred, grades[index].ToString().ToLowerInvariant()),
                    null));
        }

        return triples;
    }

    private static async Task<(TripleText? Text, Rejection? Rejection)> DrawAsync(
        LeafMaterial material, Dimension dimension, ContrastGrade grade, int index, SeededRandom random, TripleQuality quality, CancellationToken cancellationToken)
    {
        if (material.Entities.Count == 0)
        {
            return (null, new(RejectionKinds.Material,
                $"None of the leaf's entities is one of \"{material.Subtopic.Name}\" in the {material.Lexicon.Name} lexicon, from which the rules write."));
        }

        Rejection? rejection = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // The entities in turn, so that none is left out; another one where the first has nothing more to say.
            var entity = attempt < Attempts / 4 ? material.Entities[index % material.Entities.Count] : random.Pick(material.Entities);
            if (Write(new(dimension, grade, entity, material, random)) is not { } draft)
                continue;

            rejection = await quality.InspectAsync(draft, cancellationToken);
            if (rejection is null)
                return (draft.Text, null);
        }

        return (null, rejection ?? new(RejectionKinds.Material, $"{Attempts} draws found nothing of the contrast {grade.ToString().ToLowerInvariant()} in the dimension {dimension}."));
    }

    private static TripleDraft? Write(RuleDraw draw) => draw.Dimension switch
    {
        Dimension.ContentConsistency => ContentContrasts.Write(draw),
        Dimension.Counterfactual => CounterfactualContrasts.Write(draw),
        Dimension.Aesthetics => AestheticContrasts.Write(draw),
        _ => throw new ArgumentOutOfRangeException(nameof(draw), draw.Dimension, "Not a dimension."),
    };
}
