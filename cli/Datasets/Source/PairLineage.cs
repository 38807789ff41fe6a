namespace InstructEngine.Cli.Datasets.Source;

/// <summary>What a run's records know of a pair beside its manifest line; all null where there are no records.</summary>
/// <param name="Contrast">How subtle the difference between the two instructions is.</param>
/// <param name="Attempt">Which attempt at drawing passed the check, from 0.</param>
internal sealed record PairLineage(LeafNames? Leaf, string? Contrast, int? Attempt, PairFit? Fit, PairDrawing? Preferred, PairDrawing? Dispreferred)
{
    public static PairLineage Unknown { get; } = new(null, null, null, null, null, null);
}

/// <summary>Who drew an image, and how; settings are null where they are an endpoint's own. The time that it took is left out: a dataset has none.</summary>
internal sealed record PairDrawing(string Renderer, string RendererHash, string? Scheduler, int? Steps, double? GuidanceScale);

/// <summary>Where a leaf hangs in its taxonomy.</summary>
internal sealed record LeafNames(string Theme, string Subtopic);

/// <summary>How well each image of a pair fits each instruction, as the check of the run found.</summary>
internal sealed record PairFit(double PreferredOwn, double PreferredOther, double DispreferredOwn, double DispreferredOther);
