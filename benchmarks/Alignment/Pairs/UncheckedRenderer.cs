using InstructEngine.Contracts.V1;
using InstructEngine.RenderService.Pairs;
using InstructEngine.RenderService.Renderers;
using InstructEngine.RenderService.Verification;
using InstructEngine.Scoring.Demo;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>Draws each pair once, with render-svc's first seed, and keeps whatever comes; only two equal pictures, which no trainer takes, are left out.</summary>
internal sealed class UncheckedRenderer(IImageRenderers renderers, IBlobStore blobs)
{
    public async Task<PairOutcome> RenderAsync(InstructionTripleCreated triple, RunSpec spec)
    {
        var choice = RendererChoice.Of(spec.Rendering, spec.Seed, triple.TripleId);
        var renderer = await renderers.GetAsync(choice, CancellationToken.None);
        var requests = PairRenderer.Requests(triple, spec, attempt: 0);
        var drawing = await renderer.DrawAsync(requests, RendererChoice.Settings(spec.Rendering, choice), CancellationToken.None);
        if (drawing.Rejection is { } none)
            return new(null, new ImagePairRejected(triple.RunId, triple.TripleId, triple.LeafId, triple.Dimension, none.ToString(), 1));

        var images = drawing.Images.Select(drawn => drawn.Image).ToArray();
        if (images[0].Rgb.Span.SequenceEqual(images[1].Rgb.Span))
        {
            return new(null, new ImagePairRejected(
                triple.RunId, triple.TripleId, triple.LeafId, triple.Dimension, $"{RejectionKinds.EqualImages}: both instructions gave the same picture.", 1));
        }

        var scorer = new DemoScorer();
        var stored = new List<RenderedImage>();
        foreach (var (own, other, image) in new[] { (triple.Preferred, triple.Dispreferred, images[0]), (triple.Dispreferred, triple.Preferred, images[1]) })
        {
            var fit = scorer.Fit([new(own, image), new(other, image)]);
            stored.Add(new RenderedImage(
                await blobs.PutAsync(image.ToPng(), CancellationToken.None), image.Width, image.Height, requests[stored.Count].Seed, fit[0], fit[1]));
        }

        return new(
            new ImagePairRendered(
                triple.RunId, triple.TripleId, triple.LeafId, triple.Dimension, triple.Base, triple.Preferred, triple.Dispreferred,
                stored[0], stored[1], renderer.Name, renderer.WeightsHash, 0),
            null);
    }
}
