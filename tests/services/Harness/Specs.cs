using InstructEngine.Contracts.V1;

namespace InstructEngine.Services.Tests.Harness;

/// <summary>A small run of the demo, to be varied with <c>with</c>.</summary>
internal static class Specs
{
    public static CorpusSpec Corpus { get; } = new(SampleSize: 1000, MinLength: 3, MaxLength: 500);

    public static TaxonomySpec Taxonomy { get; } = new("demo", Themes: 6, SubtopicsPerTheme: 4, MinEvidence: 2);

    public static InstructionSpec Instructions { get; } = new(TriplesPerLeaf: 10, new DimensionShares(0.5, 0.25, 0.25));

    public static RunSpec Demo { get; } = new(
        "test",
        Seed: 7,
        Corpus,
        Taxonomy,
        Instructions,
        new RenderingSpec("demo-renderer", 10, 1, 4, 0.05, 0),
        new TrainingSpec("demo-base", "cross-validation", 200, 1e-4, 10, 4, 0, 1, 0.1, 0, 0.1, 5),
        new EvaluationSpec("demo", 8, 1, 10, [1]));
}
