using System.Diagnostics;
using System.Globalization;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Images;
using InstructEngine.RenderService.Renderers;
using InstructEngine.RenderService.Verification;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;

namespace InstructEngine.RenderService.Pairs;

/// <summary>Draws both images of a triple until they pass the check or the attempts are used up. The outcome follows from the spec and the triple alone.</summary>
internal sealed class PairRenderer(IImageRenderers renderers, PairCheck check, IBlobStore blobs)
{
    public async Task<PairOutcome> RenderAsync(InstructionTripleCreated triple, RunSpec spec, CancellationToken cancellationToken)
    {
        if (check.Refuse(triple.Preferred, triple.Dispreferred) is { } refusal)
        {
            return Rejected(triple, refusal, attempts: 0);
        }

        var rendering = spec.Rendering;
        var renderer = await renderers.GetAsync(rendering.Model, cancellationToken);
        Rejection? last = null;
        for (var attempt = 0; attempt < rendering.Attempts; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // One seed for both images: they then differ by the instruction alone.
            var seed = SeedOf(spec.Seed, triple.TripleId, attempt);
            var images = Draw(renderer, triple, seed, rendering, cancellationToken);
            var verdict = check.Judge(triple.Preferred, images[0], triple.Dispreferred, images[1], rendering.Margin, rendering.MinScore);
            if (verdict is { Rejection: null, Scores: { } scores })
            {
                var preferred = await StoreAsync(images[0], seed, scores.PreferredOwn, scores.PreferredOther, cancellationToken);
                var dispreferred = await StoreAsync(images[1], seed, scores.DispreferredOwn, scores.DispreferredOther, cancellationToken);
                return new(
                    new ImagePairRendered(
                        triple.RunId, triple.TripleId, triple.LeafId, triple.Dimension, triple.Base, triple.Preferred, triple.Dispreferred,
                        preferred, dispreferred, renderer.Name, renderer.WeightsHash, attempt),
                    null);
            }

            last = verdict.Rejection;
        }

        return Rejected(triple, last!, rendering.Attempts);
    }

    internal static long SeedOf(long runSeed, string tripleId, int attempt) =>
        ContentSeeds.Derive(runSeed, tripleId, attempt.ToString(CultureInfo.InvariantCulture));

    private static IReadOnlyList<RgbImage> Draw(
        IImageRenderer renderer, InstructionTripleCreated triple, long seed, RenderingSpec rendering, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var images = renderer.Draw(
            [new(triple.Preferred, null, seed), new(triple.Dispreferred, null, seed)], rendering.Steps, rendering.GuidanceScale, cancellationToken);
        RenderMetrics.Drawn(Stopwatch.GetElapsedTime(began));
        return images;
    }

    private async Task<RenderedImage> StoreAsync(RgbImage image, long seed, double own, double other, CancellationToken cancellationToken) =>
        new(await blobs.PutAsync(image.ToPng(), cancellationToken), image.Width, image.Height, seed, own, other);

    private static PairOutcome Rejected(InstructionTripleCreated triple, Rejection rejection, int attempts) =>
        new(null, new ImagePairRejected(triple.RunId, triple.TripleId, triple.LeafId, triple.Dimension, rejection.ToString(), attempts));
}

/// <summary>How a triple ended; exactly one is set.</summary>
internal sealed record PairOutcome(ImagePairRendered? Rendered, ImagePairRejected? Rejected);
