using InstructEngine.Diffusion.Images;

namespace InstructEngine.Scoring;

/// <summary>
/// How strong a pattern repeats with every eight pixels, the cell of a latent: what decoders print on images whose latents left the known range, and
/// what over-trained models show. The fine structure of the brightness (each pixel less the mean of its four neighbours) is folded onto one cell.
/// Content averages out there, a pattern stays: the share of the variance that belongs to the place in the cell (one-way analysis of variance).
/// </summary>
public static class GridArtefact
{
    /// <summary>Side of a cell in pixels; patterns of two and four pixels repeat with it too.</summary>
    private const int Cell = 8;

    /// <summary>Of a side, in cells.</summary>
    private const int FewestCells = 2;

    /// <returns>
    /// The pattern's root mean square in grey levels (of 255), at least 0: either of the signed structure (printed lines and dots) or of its size
    /// (seams of blocks), whichever is more. Not-a-number for images of fewer than two whole cells a side.
    /// </returns>
    public static double Measure(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);

        // The outermost pixels lack a neighbour.
        var (columns, rows) = ((image.Width - 2) / Cell, (image.Height - 2) / Cell);
        if (columns < FewestCells || rows < FewestCells)
            return double.NaN;
        var brightness = Brightness(image);
        var (signed, size) = (new FoldedCell(Cell), new FoldedCell(Cell));
        for (var y = 1; y <= rows * Cell; y++)
        {
            for (var x = 1; x <= columns * Cell; x++)
            {
                var at = (y * image.Width) + x;
                var around = (brightness[at - 1] + brightness[at + 1] + brightness[at - image.Width] + brightness[at + image.Width]) / 4;
                signed.Add(x, y, brightness[at] - around);
                size.Add(x, y, Math.Abs(brightness[at] - around));
            }
        }

        return Math.Sqrt(Math.Max(signed.PatternVariance(), size.PatternVariance()));
    }

    /// <summary>Luma of BT.601, in grey levels.</summary>
    private static double[] Brightness(RgbImage image)
    {
        var brightness = new double[image.Width * image.Height];
        var rgb = image.Rgb.Span;
        for (var i = 0; i < brightness.Length; i++)
        {
            var pixel = rgb.Slice(i * RgbImage.Channels, RgbImage.Channels);
            brightness[i] = (0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]);
        }

        return brightness;
    }
}
