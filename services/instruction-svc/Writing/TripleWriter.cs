using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.Storage.Content;

namespace InstructEngine.InstructionService.Writing;

/// <summary>
/// Writes a leaf's instruction triples (InstructEngine, arXiv 2504.10329) by rules: a coarse base instruction, and two full ones
/// that are opposed in one attribute of the triple's dimension. Every draw derives from the run's seed, the leaf and the index.
/// </summary>
internal static class TripleWriter
{
    // How often a triple that repeats an earlier one, or fails the inspection, is drawn again.
    internal const int Attempts = 32;

    /// <summary>As many entries as the spec asks for, in the order of their index.</summary>
    public static IReadOnlyList<LeafTriple> Write(string runId, Subtopic leaf, InstructionSpec spec, long seed)
    {
        var plan = DimensionPlan.Of(spec.Shares, spec.TriplesPerLeaf);
        var entities = leaf.Entities.Select(Entity).ToList();

        // A leaf's own colour and shape stand in each of its texts, so only texts of one leaf can be the same.
        var written = new HashSet<(string, string)>();
        var triples = new List<LeafTriple>(plan.Count);
        for (var index = 0; index < plan.Count; index++)
        {
            var id = ContentIds.Create("triple", runId, leaf.LeafId, plan[index].ToString(), $"{index}");
            var random = new DemoRandom(ContentSeeds.Derive(seed, leaf.LeafId, $"{index}"));
            var entity = entities.Count > 0 ? entities[index % entities.Count] : null;
            var (text, reason) = Draw(entity, plan[index], written, random);
            triples.Add(text is null
                ? new(plan[index], null, new(runId, id, leaf.LeafId, reason!))
                : new(plan[index], new(runId, id, leaf.LeafId, index, plan[index], text.Base, text.Preferred, text.Dispreferred), null));
        }

        return triples;
    }

    /// <summary>A triple whose two sides are not among those <paramref name="written"/> (and are afterwards), or why there is none.</summary>
    internal static (TripleText? Text, string? Reason) Draw(
        PartialScene? entity, Dimension dimension, HashSet<(string, string)> written, DemoRandom random)
    {
        if (entity is not { Color: { }, Shape: { } })
            return (null, "The leaf's entity names no colour and shape of the demo world.");

        string? reason = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var contrasts = SceneContrast.All(entity, random.Pick(DimensionAttributes.Of(dimension)));
            if (contrasts.Count == 0)
            {
                reason = "All contrasts of this entity are held out for the evaluation.";
                continue;
            }

            var contrast = random.Pick(contrasts);
            var captions = CaptionPair.Write(contrast, random);
            var scene = contrast.Preferred;
            var text = new TripleText(CaptionGrammar.Base(scene.Count, scene.Color, scene.Shape), captions.Preferred, captions.Dispreferred);
            reason = TripleInspector.Inspect(dimension, text);
            if (reason is null && written.Add((text.Preferred, text.Dispreferred)))
                return (text, null);

            reason ??= $"{Attempts} draws gave only texts that the leaf already has. Ask for fewer triples a leaf (instructions.triplesPerLeaf).";
        }

        return (null, reason);
    }

    // The entity is written in the singular ("red ring"), which is not meant as a count.
    private static PartialScene? Entity(string text) => ScenePrompt.Parse(text).Scene is { } scene ? scene with { Count = null } : null;
}
