using InstructEngine.Contracts.V1;

namespace InstructEngine.TrainerService.Datasets;

/// <summary>What makes a rendered pair useless or harmful to train on.</summary>
internal static class PairDefects
{
    /// <returns>The defect in a few words, or null for a sound pair.</returns>
    public static string? Find(ImagePairRendered pair) => pair switch
    {
        { Preferred: null or "" } or { Dispreferred: null or "" } => BadPairReasons.EmptyInstruction,
        _ when SameText(pair.Preferred, pair.Dispreferred) => BadPairReasons.EqualInstructions,
        { PreferredImage: null } or { DispreferredImage: null } => BadPairReasons.MissingImage,
        { PreferredImage.Blob: null } or { DispreferredImage.Blob: null } => BadPairReasons.MissingHash,
        _ when pair.PreferredImage.Blob.Sha256 == pair.DispreferredImage.Blob.Sha256 => BadPairReasons.EqualImages,
        _ when (pair.PreferredImage.Width, pair.PreferredImage.Height) != (pair.DispreferredImage.Width, pair.DispreferredImage.Height)
            => BadPairReasons.DifferentSizes,
        _ => Check(pair.PreferredImage) ?? Check(pair.DispreferredImage),
    };

    /// <summary>Whether two instructions say the same: case and spaces around them do not count.</summary>
    public static bool SameText(string a, string b) =>
        string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The manifest keeps no scores, so this is where a pair that failed its check is found.</summary>
    private static string? Check(RenderedImage image) => image switch
    {
        _ when !double.IsFinite(image.OwnScore) || !double.IsFinite(image.OtherScore) => BadPairReasons.NoScore,
        _ when image.OwnScore == image.OtherScore => BadPairReasons.Tie,
        _ when image.OwnScore < image.OtherScore => BadPairReasons.WrongWayRound,
        _ => null,
    };
}
