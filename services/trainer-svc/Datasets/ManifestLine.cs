using System.Text.Json.Serialization;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Pipelines;

namespace InstructEngine.TrainerService.Datasets;

/// <summary>
/// One accepted pair as the manifest has it. Holds what decides the training data and nothing else: no times, no run id,
/// so that two runs that made the same data have the same dataset hash.
/// </summary>
/// <param name="Dimension">Null where the pair was not written along one, as in data from elsewhere.</param>
/// <param name="Dispreferred">
/// The instruction of <paramref name="DispreferredImage"/>; null where both images were drawn for <paramref name="Preferred"/> and compared under it, as in Pick-a-Pic.
/// </param>
internal sealed record ManifestLine(
    string TripleId,
    string LeafId,
    Dimension? Dimension,
    string Base,
    string Preferred,
    string? Dispreferred,
    ManifestImage PreferredImage,
    ManifestImage DispreferredImage,
    string Renderer,
    string RendererHash)
{
    /// <summary>The instruction that the other image is seen under: its own, or the only one.</summary>
    [JsonIgnore]
    public string OtherInstruction => Dispreferred ?? Preferred;

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

/// <param name="Seed">Seed of the initial noise; 0 where it is not known.</param>
/// <param name="Crop">How the image was cut from a larger or smaller one; null where it is as it was drawn.</param>
internal sealed record ManifestImage(
    string Sha256, long Size, int Width, int Height, long Seed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ManifestCrop? Crop = null)
{
    /// <summary>What SDXL is told of it.</summary>
    [JsonIgnore]
    public SizeConditions SizeConditions => Crop is null
        ? SizeConditions.Of(Height, Width)
        : new SizeConditions(Crop.OriginalHeight, Crop.OriginalWidth, Crop.Top, Crop.Left, Height, Width);

    public BlobReference Blob => new(Sha256, Size);

    public static ManifestImage Of(RenderedImage image) =>
        new(image.Blob.Sha256, image.Blob.Size, image.Width, image.Height, image.Seed);
}

/// <summary>An image was scaled so that its shorter side fits, and its middle cut out.</summary>
/// <param name="OriginalHeight">Before scaling, in pixels.</param>
/// <param name="OriginalWidth">Before scaling, in pixels.</param>
/// <param name="Top">Rows cut off above, after scaling.</param>
/// <param name="Left">Columns cut off on the left, after scaling.</param>
internal sealed record ManifestCrop(int OriginalHeight, int OriginalWidth, int Top, int Left);
