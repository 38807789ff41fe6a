namespace InstructEngine.TrainerService.Datasets;

/// <summary>What a manifest line alone shows of its pair, before an image is read.</summary>
internal static class LineDefects
{
    private const int HashLength = 64;

    /// <param name="downscale">The autoencoder's pixels a latent: both sides of an image must be multiples of it.</param>
    /// <param name="twoInstructions">Whether the loss looks at both instructions of a pair.</param>
    /// <returns>The first defect, or null for a line without one.</returns>
    public static BadPair? Find(ManifestLine line, int downscale, bool twoInstructions = true)
    {
        if (string.IsNullOrWhiteSpace(line.TripleId))
        {
            return new(string.Empty, BadPairReasons.NoId, $"its preferred instruction is '{line.Preferred}'");
        }

        return Texts(line, twoInstructions) ?? Images(line, downscale);
    }

    private static BadPair? Texts(ManifestLine line, bool twoInstructions) => line switch
    {
        _ when string.IsNullOrWhiteSpace(line.Preferred) || string.IsNullOrWhiteSpace(line.OtherInstruction) => Bad(line, BadPairReasons.EmptyInstruction),
        { Dispreferred: null } when twoInstructions => Bad(line, BadPairReasons.OneInstruction, "training.loss diffusion-dpo or sft does with one, without training.sftWeight"),
        { Dispreferred: { } other } when PairDefects.SameText(line.Preferred, other) => Bad(line, BadPairReasons.EqualInstructions, $"both say '{line.Preferred.Trim()}'"),
        _ when string.IsNullOrWhiteSpace(line.Renderer) || string.IsNullOrWhiteSpace(line.RendererHash) => Bad(line, BadPairReasons.UnknownRenderer),
        _ => null,
    };

    private static BadPair? Images(ManifestLine line, int downscale)
    {
        var (a, b) = (line.PreferredImage, line.DispreferredImage);
        return line switch
        {
            _ when a is null || b is null => Bad(line, BadPairReasons.MissingImage),
            _ when !IsHash(a.Sha256) || !IsHash(b.Sha256) =>
                Bad(line, BadPairReasons.MissingHash, $"'{(IsHash(a.Sha256) ? b.Sha256 : a.Sha256)}' is no SHA-256"),
            _ when a.Sha256 == b.Sha256 => Bad(line, BadPairReasons.EqualImages),
            _ when a.Size <= 0 || b.Size <= 0 => Bad(line, BadPairReasons.NoSize, $"{a.Size} and {b.Size} bytes"),
            _ when Math.Min(Math.Min(a.Width, a.Height), Math.Min(b.Width, b.Height)) <= 0 =>
                Bad(line, BadPairReasons.NoSize, $"{a.Width} x {a.Height} and {b.Width} x {b.Height} pixels"),
            _ when (a.Width, a.Height) != (b.Width, b.Height) =>
                Bad(line, BadPairReasons.DifferentSizes, $"{a.Width} x {a.Height} and {b.Width} x {b.Height} pixels"),
            _ when a.Width % downscale != 0 || a.Height % downscale != 0 =>
                Bad(line, BadPairReasons.UnfitSize, $"{a.Width} x {a.Height} pixels, multiples of {downscale} are needed"),
            _ => null,
        };
    }

    private static bool IsHash(string? text) => text is { Length: HashLength } && text.All(char.IsAsciiHexDigitLower);

    private static BadPair Bad(ManifestLine line, string reason, string? detail = null) => new(line.TripleId, reason, detail);
}
