using InstructEngine.Contracts.V1;

namespace InstructEngine.TrainerService.Datasets;

/// <summary>What makes a rendered pair useless or harmful to train on.</summary>
internal static class PairDefects
{
    /// <returns>The defect in a few words, or null for a sound pair.</returns>
    public static string? Find(ImagePairRendered pair) => pair switch
    {
        { Preferred: null or "" } or { Dispreferred: null or "" } => "empty instruction",
        _ when SameText(pair.Preferred, pair.Dispreferred) => "equal instructions",
        { PreferredImage: null } or { DispreferredImage: null } => "missing image",
        _ when pair.PreferredImage.Blob.Sha256 == pair.DispreferredImage.Blob.Sha256 => "equal images",
        _ when (pair.PreferredImage.Width, pair.PreferredImage.Height) != (pair.DispreferredImage.Width, pair.DispreferredImage.Height)
            => "images of different sizes",
        _ => null,
    };

    private static bool SameText(string a, string b) =>
        string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);
}
