using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Vae;

/// <summary>
/// Runs a pass over a large input tile by tile, so that its memory does not grow with the picture. Tiles overlap by a quarter and are blended linearly
/// from one into the next, where and as diffusers' tiled_decode and tiled_encode do.
/// </summary>
/// <param name="inputTile">Side of an input tile; divisible by 4.</param>
/// <param name="outputTile">Side of its result; divisible by 4.</param>
internal sealed class TiledPass(int inputTile, int outputTile)
{
    private const int OverlapShare = 4;
    private readonly long _inputStride = inputTile - inputTile / OverlapShare;
    private readonly long _outputStride = outputTile - outputTile / OverlapShare;
    private readonly long _blend = outputTile / OverlapShare;

    /// <param name="input">[B, C, H, W]; the items of the batch run one after the other.</param>
    /// <param name="pass">[1, C, h, w] → [1, D, h·r, w·r], where r is the ratio of the tiles' sides.</param>
    /// <param name="cancellation">Looked at before every tile.</param>
    /// <returns>[B, D, H·r, W·r].</returns>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public Tensor Run(Tensor input, Func<Tensor, Tensor> pass, CancellationToken cancellation = default)
    {
        using var scope = NewDisposeScope();
        return cat([.. input.split(1).Select(item => RunOne(item, Stoppable))]).MoveToOuterDisposeScope();

        Tensor Stoppable(Tensor tile)
        {
            cancellation.ThrowIfCancellationRequested();
            return pass(tile);
        }
    }

    private Tensor RunOne(Tensor input, Func<Tensor, Tensor> pass)
    {
        var (height, width) = (input.shape[2], input.shape[3]);
        if (height <= inputTile && width <= inputTile)
            return pass(input);

        Tensor? result = null;
        var above = new Dictionary<long, Tensor>();
        for (var (top, y) = (0L, 0L); top < height; top += _inputStride, y += _outputStride)
        {
            Tensor? left = null;
            for (var (start, x) = (0L, 0L); start < width; start += _inputStride, x += _outputStride)
            {
                using var scope = NewDisposeScope();
                var tile = pass(input.narrow(2, top, Math.Min(inputTile, height - top)).narrow(3, start, Math.Min(inputTile, width - start)));
                if (above.TryGetValue(start, out var strip))
                    Blend(strip, tile, dimension: 2);
                if (left is not null)
                    Blend(left, tile, dimension: 3);

                result ??= empty([1, tile.shape[1], Scale(height), Scale(width)], tile.dtype, tile.device).MoveToOuterDisposeScope();
                var (rows, columns) = (Math.Min(_outputStride, tile.shape[2]), Math.Min(_outputStride, tile.shape[3]));
                using (var place = result.narrow(2, y, rows).narrow(3, x, columns))
                    place.copy_(tile.narrow(2, 0, rows).narrow(3, 0, columns));

                // Only the edges that a neighbour is blended with are kept.
                strip?.Dispose();
                left?.Dispose();
                above[start] = Edge(tile, dimension: 2);
                left = Edge(tile, dimension: 3);
            }

            left?.Dispose();
        }

        foreach (var strip in above.Values)
            strip.Dispose();
        return result!;
    }

    private long Scale(long side) => side * outputTile / inputTile;

    private Tensor Edge(Tensor tile, int dimension)
    {
        var kept = Math.Min(_blend, tile.shape[dimension]);
        using var edge = tile.narrow(dimension, tile.shape[dimension] - kept, kept);
        return edge.clone().MoveToOuterDisposeScope();
    }

    /// <summary>Passes over from the end of one tile to the beginning of the next, in place.</summary>
    private static void Blend(Tensor edge, Tensor tile, int dimension)
    {
        using var scope = NewDisposeScope();
        var extent = Math.Min(edge.shape[dimension], tile.shape[dimension]);
        var share = arange(extent, ScalarType.Float32, tile.device) / extent;
        share = dimension == 2 ? share.view(1, 1, -1, 1) : share.view(1, 1, 1, -1);
        var from = edge.narrow(dimension, edge.shape[dimension] - extent, extent).to(ScalarType.Float32);
        var into = tile.narrow(dimension, 0, extent);
        into.copy_(from * (1 - share) + into.to(ScalarType.Float32) * share);
    }
}
