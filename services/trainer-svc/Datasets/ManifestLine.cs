using InstructEngine.Contracts.V1;

namespace InstructEngine.TrainerService.Datasets;

/// <summary>
/// One accepted pair as the manifest has it. Holds what decides the training data and nothing else: no times, no run id,
/// so that two runs that made the same data have the same dataset hash.
/// </summary>
internal sealed record ManifestLine(
    string TripleId,
    string LeafId,
    Dimension Dimension,
    string Base,
    string Preferred,
    string Dispreferred,
    ManifestImage PreferredImage,
    ManifestImage DispreferredImage,
    string Renderer,
    string RendererHash)
{
    public static ManifestLine Of(ImagePairRendered pair) => new(
        pair.TripleId,
        pair.LeafId,
        pair.Dimension,
        pair.Base,
        pair.Preferred,
        pair.Dispreferred,
        ManifestImage.Of(pair.PreferredImage),
        ManifestImage.Of(pair.DispreferredImage),
        pair.Renderer,
        pair.RendererHash);
}

/// <param name="Seed">Seed of the initial noise.</param>
internal sealed record ManifestImage(string Sha256, long Size, int Width, int Height, long Seed)
{
    public BlobReference Blob => new(Sha256, Size);

    public static ManifestImage Of(RenderedImage image) =>
        new(image.Blob.Sha256, image.Blob.Size, image.Width, image.Height, image.Seed);
}
