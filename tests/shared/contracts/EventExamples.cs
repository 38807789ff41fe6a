using InstructEngine.Contracts.V1;

namespace InstructEngine.Shared.Tests.Contracts;

/// <summary>An instance of every event, with every member set that may be.</summary>
internal static class EventExamples
{
    private const string Run = "6b1f0d9f5c2e4a7780c1d2e3f4a5b697";
    private const string Leaf = "0f3c51a2b4d6e8f0";
    private const string Triple = "9a8b7c6d5e4f3021";
    private static readonly BlobReference s_blob = new("3f0a1b2c4d5e6f708192a3b4c5d6e7f80918273645546372819f0e1d2c3b4a59", 1234);
    private static readonly ImageDrawing s_drawing = new("demo-renderer", "54bf0a91c2d3e4f5", "ddim", 20, 3, 0.25);
    private static readonly ScorerResult s_score = new("all-correct", 3, 0.5, 0.625, 0.25, 0.05, 0.2, 0.6, 48, TooFewPrompts: true, ExcludedImages: 1);

    public static IReadOnlyList<object> All { get; } =
    [
        new RunRequested(Run, ExampleSpec.Create(), s_blob, "prompts.csv"),
        new ThemeExpanded(
            Run, "scenes", "Scenes", "Things that stand beside each other.",
            [new(Leaf, "Two shapes", ["circle", "square"], null, "Two shapes in one picture.", "demo/scenes/two"), new("0f3c51a2b4d6e8f1", "Concerts", ["violin"], "The renderer draws no violin.")],
            [new(3, "a red circle left of a blue square")]),
        new TaxonomyCompleted(Run, 4, 12, 1, 36),
        new InstructionTripleCreated(
            Run, Triple, Leaf, 0, Dimension.ContentConsistency, "a circle and a square", "a red circle left of a blue square", "a red circle right of a blue square", "medium"),
        new InstructionTripleRejected(Run, Triple, Leaf, "Both instructions say the same.", "same"),
        new InstructionsCompleted(Run, 36, 1),
        new ImagePairRendered(
            Run, Triple, Leaf, Dimension.Counterfactual, "a circle", "a red circle", "a circle with five corners",
            new(s_blob, 32, 32, 7, 0.9, 0.1, s_drawing), new(s_blob with { Size = 1300 }, 32, 32, 7, 0.8, 0.2, s_drawing), "demo-renderer", "54bf0a91c2d3e4f5", 1),
        new ImagePairRejected(Run, Triple, Leaf, Dimension.Aesthetics, "Both images are empty.", 3, new(0.1, 0.1, 0.1, 0.1), "demo-renderer", "54bf0a91c2d3e4f5"),
        new DatasetCompleted(Run, "0919ff9965970415", 36, 1, 1, s_blob),
        new EpochCompleted(Run, 1, 2, 40, 80, s_blob, "aa00bb11cc22dd33", "bb11cc22dd33ee44", 0.61, 0.75, false, s_blob),
        new CheckpointEvaluated(Run, 2, "aa00bb11cc22dd33", [s_score], [new("colours", 6, [s_score])], 0.25, 0.2, ["sharpness"]),
        new RunCompleted(Run, "0919ff9965970415", s_blob, s_blob),
        new RunFailed(Run, "render-svc", "The model folder demo-renderer is not there.", Paused: true),
    ];
}
