using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting;
using InstructEngine.Storage.Blobs;
using InstructEngine.TrainerService.Datasets;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Encodes a dataset once, before training: images to latents, instructions to embeddings.</summary>
internal sealed class PairEncoder(IBlobStore blobs, TextToImagePipeline pipeline)
{
    private const int TextsAPass = 64;
    private const int PairsARead = 8;
    private const int ImagesAPass = 2 * PairsARead;

    /// <summary>The autoencoder holds several feature maps of 128 channels in the images' size: half a gigabyte at this many pixels.</summary>
    private const long PixelsAPass = 512 * 512;

    /// <exception cref="RunFailureException">An image cannot be read, or has another size than the others.</exception>
    public async Task<AlignmentPairs> EncodeAsync(
        IReadOnlyList<ManifestLine> training, IReadOnlyList<ManifestLine> heldOut, CancellationToken cancellationToken)
    {
        var first = training[0].PreferredImage;
        var size = SizeConditions.Of(first.Height, first.Width);
        var rows = Rows([.. training, .. heldOut]);
        return new AlignmentPairs(
            await DataAsync(training, rows, size, cancellationToken),
            await DataAsync(heldOut, rows, size, cancellationToken),
            Encode(rows.OrderBy(row => row.Value).Select(row => row.Key)));
    }

    /// <summary>A row for each different instruction, the empty caption first.</summary>
    private static Dictionary<string, long> Rows(IReadOnlyList<ManifestLine> lines)
    {
        var rows = new Dictionary<string, long>(StringComparer.Ordinal) { [string.Empty] = Conditioning.EmptyCaption };
        foreach (var text in lines.SelectMany(line => new[] { line.Preferred, line.OtherInstruction }))
        {
            rows.TryAdd(text, rows.Count);
        }

        return rows;
    }

    private Conditioning Encode(IEnumerable<string> texts)
    {
        using var scope = NewDisposeScope();
        var encoded = texts.Chunk(TextsAPass).Select(pipeline.EncodePrompts).ToList();
        var context = cat([.. encoded.Select(entry => entry.Context)]);
        var pooled = pipeline.IsXL ? cat([.. encoded.Select(entry => entry.Pooled!)]) : null;
        if (pipeline.ForceZerosForEmptyPrompt)
        {
            // A dropped caption is to be what guidance steers away from when the model draws.
            context[(int)Conditioning.EmptyCaption].zero_();
            pooled?[(int)Conditioning.EmptyCaption].zero_();
        }

        return new Conditioning(
            context.DetachFromDisposeScope(),
            pooled?.DetachFromDisposeScope(),
            TimeIds: null);
    }

    private async Task<AlignmentData> DataAsync(
        IReadOnlyList<ManifestLine> lines, Dictionary<string, long> rows, SizeConditions size, CancellationToken cancellationToken)
    {
        var latents = new List<Tensor>();
        try
        {
            foreach (var chunk in lines.Chunk(PairsARead))
            {
                var images = new List<RgbImage>();
                foreach (var line in chunk)
                {
                    images.Add(await ReadAsync(line, line.PreferredImage, size, cancellationToken));
                    images.Add(await ReadAsync(line, line.DispreferredImage, size, cancellationToken));
                }

                var together = (int)Math.Clamp(PixelsAPass / ((long)size.OriginalHeight * size.OriginalWidth), 1, ImagesAPass);
                latents.AddRange(images.Chunk(together).Select(some => pipeline.EncodeImages(some).DetachFromDisposeScope()));
            }

            return Join(latents, lines, rows);
        }
        finally
        {
            latents.ForEach(part => part.Dispose());
        }
    }

    private AlignmentData Join(List<Tensor> latents, IReadOnlyList<ManifestLine> lines, Dictionary<string, long> rows)
    {
        using var scope = NewDisposeScope();
        var instructions = lines.SelectMany(line => new[] { rows[line.Preferred], rows[line.OtherInstruction] }).ToArray();
        var joined = latents.Count == 0 ? zeros([0, 1, 1, 1]) : cat(latents);
        return new AlignmentData(
            joined.view([lines.Count, 2, .. joined.shape[1..]]).DetachFromDisposeScope(),
            tensor(instructions, [lines.Count, 2], device: pipeline.Device).DetachFromDisposeScope(),
            pipeline.IsXL ? TimeIds(lines).DetachFromDisposeScope() : null);
    }

    /// <summary>As large as each image was before it was cut, if it was: the model must not learn to cut.</summary>
    private Tensor TimeIds(IReadOnlyList<ManifestLine> lines) =>
        pipeline.TimeIds([.. lines.SelectMany(line => new[] { line.PreferredImage.SizeConditions, line.DispreferredImage.SizeConditions })]).view(lines.Count, 2, 6);

    private async Task<RgbImage> ReadAsync(ManifestLine line, ManifestImage image, SizeConditions size, CancellationToken cancellationToken)
    {
        try
        {
            var read = RgbImage.FromPng(await blobs.ReadAsync(image.Blob, cancellationToken));
            return (read.Height, read.Width) == (size.OriginalHeight, size.OriginalWidth)
                ? read
                : throw new InvalidDataException($"it is {read.Width} x {read.Height} pixels, others are {size.OriginalWidth} x {size.OriginalHeight}.");
        }
        catch (Exception e) when (e is InvalidDataException or BlobCorruptException or BlobNotFoundException)
        {
            throw new RunFailureException($"An image of triple {line.TripleId} cannot be trained on: {e.Message}", e);
        }
    }
}
