namespace InstructEngine.InstructionService.QualityControl;

/// <summary>Why a triple must not be used.</summary>
/// <param name="Kind">One of <see cref="RejectionKinds"/>: what is counted.</param>
/// <param name="Reason">A sentence for people.</param>
internal sealed record Rejection(string Kind, string Reason);

/// <summary>What is counted on the metrics.</summary>
internal static class RejectionKinds
{
    /// <summary>A text is missing, or is more than one line.</summary>
    public const string Form = "form";

    /// <summary>Both sides are the same.</summary>
    public const string Same = "same";

    /// <summary>The sides differ in something else than the declared contrast.</summary>
    public const string Contrast = "contrast";

    /// <summary>The text encoder would cut the end off.</summary>
    public const string Length = "length";

    /// <summary>A prompt of an evaluation suite, or nearly one.</summary>
    public const string Suite = "suite";

    public const string Safety = "safety";

    /// <summary>Nearly a triple that the leaf already has.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>There is nothing to write it from.</summary>
    public const string Material = "material";
}
