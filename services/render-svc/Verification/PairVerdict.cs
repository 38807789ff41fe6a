using InstructEngine.Contracts.V1;

namespace InstructEngine.RenderService.Verification;

/// <summary>Whether a pair may be trained on.</summary>
/// <param name="Rejection">Null when it may.</param>
/// <param name="Scores">Null where the images were not worth scoring.</param>
internal sealed record PairVerdict(Rejection? Rejection, PairScores? Scores);

/// <summary>Why a pair is not trained on.</summary>
/// <param name="Kind">One of a few, for counting; see <see cref="RejectionKinds"/>.</param>
/// <param name="Detail">This case, for people.</param>
internal sealed record Rejection(string Kind, string Detail)
{
    /// <summary>As it is stored: the kind leads, up to the colon.</summary>
    public override string ToString() => $"{Kind}: {Detail}";
}

internal static class RejectionKinds
{
    public const string OutsideWorld = "outside the world";
    public const string EqualInstructions = "equal instructions";
    public const string Refused = "refused by the renderer";
    public const string NoImage = "no image";
    public const string Undecodable = "undecodable image";
    public const string WrongSize = "wrong size";
    public const string DifferentSizes = "different sizes";
    public const string NotFinite = "NaN image";
    public const string BlankImage = "blank image";
    public const string EqualImages = "equal images";
    public const string NoScore = "no score";
    public const string LowScore = "low score";
    public const string PreferredMismatch = "preferred image mismatch";
    public const string DispreferredMismatch = "dispreferred image mismatch";
    public const string Crash = "crash";
}
