using System.Globalization;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.RenderService.Renderers;
using InstructEngine.RenderService.Renderers.Local;
using InstructEngine.RenderService.Verification;
using InstructEngine.Scoring;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;

namespace InstructEngine.RenderService.Pairs;

/// <summary>
/// Draws both images of a triple until they pass the check or the attempts are used up. With local models the outcome follows from the spec and the triple
/// alone.
/// </summary>
internal sealed class PairRenderer(IImageRenderers renderers, IPairScorers scorers, DrawingThreads threads, IBlobStore blobs)
{
    public async Task<PairOutcome> RenderAsync(InstructionTripleCreated triple, RunSpec spec, CancellationToken cancellationToken)
    {
        var rendering = spec.Rendering;
        var scorer = scorers.Get(rendering);
        var check = new PairCheck(scorer);
        if (check.Refuse(triple.Preferred, triple.Dispreferred) is { } refusal)
        {
            return Rejected(triple, refusal, null, null, attempts: 0);
        }

        var choice = RendererChoice.Of(rendering, spec.Seed, triple.TripleId);
        var renderer = await renderers.GetAsync(choice, cancellationToken);
        var settings = RendererChoice.Settings(rendering, choice);
        for (var attempt = 0; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var requests = Requests(triple, spec, attempt);
            var drawing = await renderer.DrawAsync(requests, settings, cancellationToken);
            var verdict = drawing.Rejection is { } none ? new(none, null) : await JudgeAsync(check, scorer, triple, drawing.Images, rendering, cancellationToken);
            RenderMetrics.Attempted(renderer.Name, verdict.Rejection?.Kind ?? "passed");
            if (verdict is { Rejection: null, Scores: { } scores })
            {
                var stored = await Task.WhenAll(
                    StoreAsync(drawing.Images[0], requests[0].Seed, scores.PreferredOwn, scores.PreferredOther, cancellationToken),
                    StoreAsync(drawing.Images[1], requests[1].Seed, scores.DispreferredOwn, scores.DispreferredOther, cancellationToken));
                return new(
                    new ImagePairRendered(
                        triple.RunId, triple.TripleId, triple.LeafId, triple.Dimension, triple.Base, triple.Preferred, triple.Dispreferred,
                        stored[0], stored[1], renderer.Name, renderer.WeightsHash, attempt),
                    null);
            }

            if (attempt + 1 >= rendering.Attempts || drawing.IsFinal)
            {
                return Rejected(triple, verdict.Rejection!, verdict.Scores, renderer, attempt + 1);
            }
        }
    }

    internal static long SeedOf(long runSeed, string tripleId, int attempt) =>
        ContentSeeds.Derive(runSeed, tripleId, attempt.ToString(CultureInfo.InvariantCulture));

    /// <summary>The preferred image first. One seed for both unless the spec says otherwise: they then differ by the instruction alone.</summary>
    internal static IReadOnlyList<ImageRequest> Requests(InstructionTripleCreated triple, RunSpec spec, int attempt)
    {
        var seed = SeedOf(spec.Seed, triple.TripleId, attempt);
        var other = spec.Rendering.SharedSeed is false
            ? ContentSeeds.Derive(spec.Seed, triple.TripleId, attempt.ToString(CultureInfo.InvariantCulture), "dispreferred")
            : seed;
        return [new(triple.Preferred, null, seed), new(triple.Dispreferred, null, other)];
    }

    /// <summary>A model that judges takes its turn among those that draw.</summary>
    private Task<PairVerdict> JudgeAsync(
        PairCheck check, IImageScorer scorer, InstructionTripleCreated triple, IReadOnlyList<DrawnImage> images, RenderingSpec rendering, CancellationToken cancellationToken)
    {
        return scorer.UsesDevice ? threads.RunAsync(Judge, cancellationToken) : Task.FromResult(Judge());

        PairVerdict Judge() => check.Judge(triple.Preferred, images[0].Image, triple.Dispreferred, images[1].Image, rendering.Margin, rendering.MinScore);
    }

    private async Task<RenderedImage> StoreAsync(DrawnImage drawn, long seed, double own, double other, CancellationToken cancellationToken) =>
        new(await blobs.PutAsync(drawn.Image.ToPng(), cancellationToken), drawn.Image.Width, drawn.Image.Height, seed, own, other, drawn.How);

    private static PairOutcome Rejected(InstructionTripleCreated triple, Rejection rejection, PairScores? scores, IImageRenderer? renderer, int attempts) =>
        new(
            null,
            new ImagePairRejected(
                triple.RunId, triple.TripleId, triple.LeafId, triple.Dimension, rejection.ToString(), attempts, scores, renderer?.Name, renderer?.WeightsHash));
}
