using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Images;
using InstructEngine.Scoring;

namespace InstructEngine.RenderService.Verification;

/// <summary>
/// Keeps a pair only if each image fits its own instruction better than the other's by a margin (InstructEngine, arXiv 2504.10329): both ways,
/// because the alignment trains on both.
/// </summary>
internal sealed class PairCheck(IImageScorer scorer)
{
    /// <summary>A channel that varies by no more than this over the whole image shows nothing.</summary>
    private const int LeastContrast = 8;

    /// <summary>Scores are sums of fractions: a difference that equals the margin passes in spite of rounding.</summary>
    private const double Rounding = 1e-9;

    /// <returns>Why no image of this pair could ever pass, or null.</returns>
    public Rejection? Refuse(string preferred, string dispreferred)
    {
        if (string.Equals(preferred.Trim(), dispreferred.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return new(RejectionKinds.EqualInstructions, $"both say '{preferred}'.");
        }

        return (scorer.WhyNot(preferred) ?? scorer.WhyNot(dispreferred)) is { } why ? new(RejectionKinds.OutsideWorld, why) : null;
    }

    /// <param name="margin">How much better an image must fit its own instruction than the other, in the scorer's units.</param>
    /// <param name="minScore">How well an image must fit its own instruction at least, in the scorer's units.</param>
    public PairVerdict Judge(string preferred, RgbImage preferredImage, string dispreferred, RgbImage dispreferredImage, double margin, double minScore = 0)
    {
        if (IsBlank(preferredImage) || IsBlank(dispreferredImage))
        {
            return new(new(RejectionKinds.BlankImage, $"the {(IsBlank(preferredImage) ? "preferred" : "dispreferred")} image shows nothing."), null);
        }

        if ((preferredImage.Width, preferredImage.Height) != (dispreferredImage.Width, dispreferredImage.Height))
        {
            return new(
                new(
                    RejectionKinds.DifferentSizes,
                    $"{preferredImage.Width} x {preferredImage.Height} and {dispreferredImage.Width} x {dispreferredImage.Height} pixels."),
                null);
        }

        if (preferredImage.Rgb.Span.SequenceEqual(dispreferredImage.Rgb.Span))
        {
            return new(new(RejectionKinds.EqualImages, "both instructions gave the same picture."), null);
        }

        if ((scorer.WhyNot(preferredImage) ?? scorer.WhyNot(dispreferredImage)) is { } why)
        {
            return new(new(RejectionKinds.NoScore, why), null);
        }

        var fit = scorer.Fit(
            [new(preferred, preferredImage), new(dispreferred, preferredImage), new(dispreferred, dispreferredImage), new(preferred, dispreferredImage)]);
        var scores = new PairScores(fit[0], fit[1], fit[2], fit[3]);
        return new(Compare(scores, margin, minScore), scores);
    }

    private static Rejection? Compare(PairScores scores, double margin, double minScore)
    {
        if (!double.IsFinite(scores.PreferredOwn + scores.PreferredOther + scores.DispreferredOwn + scores.DispreferredOther))
        {
            return new(RejectionKinds.NoScore, $"a score is not a number ({scores}).");
        }

        if (Math.Min(scores.PreferredOwn, scores.DispreferredOwn) < minScore - Rounding)
        {
            return new(
                RejectionKinds.LowScore,
                $"the images fit their own instructions with {scores.PreferredOwn:0.###} and {scores.DispreferredOwn:0.###}; {minScore:0.###} is needed.");
        }

        if (!(scores.PreferredOwn - scores.PreferredOther >= margin - Rounding) || scores.PreferredOwn <= scores.PreferredOther)
        {
            return new(RejectionKinds.PreferredMismatch, Told("preferred", scores.PreferredOwn, scores.PreferredOther, margin));
        }

        if (!(scores.DispreferredOwn - scores.DispreferredOther >= margin - Rounding) || scores.DispreferredOwn <= scores.DispreferredOther)
        {
            return new(RejectionKinds.DispreferredMismatch, Told("dispreferred", scores.DispreferredOwn, scores.DispreferredOther, margin));
        }

        return null;
    }

    private static string Told(string which, double own, double other, double margin) =>
        $"the {which} image fits its own instruction with {own:0.###} and the other with {other:0.###}; a margin of {margin:0.###} is needed.";

    private static bool IsBlank(RgbImage image)
    {
        Span<byte> low = [255, 255, 255], high = [0, 0, 0];
        var pixels = image.Rgb.Span;
        for (var i = 0; i < pixels.Length; i++)
        {
            low[i % 3] = Math.Min(low[i % 3], pixels[i]);
            high[i % 3] = Math.Max(high[i % 3], pixels[i]);
        }

        return high[0] - low[0] <= LeastContrast && high[1] - low[1] <= LeastContrast && high[2] - low[2] <= LeastContrast;
    }
}
