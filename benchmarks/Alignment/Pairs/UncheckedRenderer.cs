using InstructEngine.Contracts.V1;
using InstructEngine.RenderService.Pairs;
using InstructEngine.RenderService.Renderers;
using InstructEngine.RenderService.Verification;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>Draws each pair once, with render-svc's first seed, and keeps whatever comes; only two equal pictures, which no trainer takes, are left out.</summary>
internal sealed class UncheckedRenderer(IImageRenderers renderers, IBlobStore blobs)
{
    public async Task<PairOutcome> RenderAsync(InstructionTripleCreated triple, RunSpec spec)
    {
        var renderer = await renderers.GetAsync(spec.Rendering.Model, CancellationToken.None);
        var seed = PairRenderer.SeedOf(spec.Seed, triple.TripleId, 0);
        var images = renderer.Draw(
            [new(triple.Preferred, null, seed), new(triple.Dispreferred, null, seed)], spec.Rendering.Steps, spec.Rendering.GuidanceScale, CancellationToken.None);
        if (images[0].Rgb.Span.SequenceEqual(images[1].Rgb.Span))
        {
            return new(null, new ImagePairRejected(
                triple.RunId, triple.TripleId, triple.LeafId, triple.Dimension, $"{RejectionKinds.EqualImages}: both instructions gave the same picture.", 1));
        }

        var check = new SceneCheck();
        var stored = new List<RenderedImage>();
        foreach (var (own, other, image) in new[] { (triple.Preferred, triple.Dispreferred, images[0]), (triple.Dispreferred, triple.Preferred, images[1]) })
        {
            stored.Add(new RenderedImage(
                await blobs.PutAsync(image.ToPng(), CancellationToken.None), image.Width, image.Height, seed, check.Score(image, own), check.Score(image, other)));
        }

        return new(
            new ImagePairRendered(
                triple.RunId, triple.TripleId, triple.LeafId, triple.Dimension, triple.Base, triple.Preferred, triple.Dispreferred,
                stored[0], stored[1], renderer.Name, renderer.WeightsHash, 0),
            null);
    }
}
