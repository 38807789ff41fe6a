using InstructEngine.Diffusion.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

public sealed class A_large_picture_goes_through_the_autoencoder_in_tiles : IDisposable
{
    private const int LatentTile = 64, PixelTile = 512;

    // Stable Diffusion's factor of 8, so that tiles have the published sides.
    private static readonly AutoencoderKLConfig Config = new() { BlockOutChannels = [4, 4, 4, 8], LayersPerBlock = 1, NormNumGroups = 2 };

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly AutoencoderKL _vae;

    public A_large_picture_goes_through_the_autoencoder_in_tiles()
    {
        using var generator = new Generator(11);
        _vae = new AutoencoderKL(Config);
        using var noGrad = no_grad();
        foreach (var parameter in _vae.parameters().Where(parameter => parameter.Dimensions > 1))
            parameter.copy_(randn(parameter.shape, generator: generator) / Math.Sqrt(parameter.numel() / (double)parameter.shape[0]));
        _vae.eval();
    }

    [Fact]
    public void What_fits_one_tile_is_the_same_to_the_last_bit()
    {
        using var noGrad = no_grad();
        var z = Waves(1, 4, LatentTile, 40);
        Assert.True(_vae.Decode(z, tiled: true).Equals(_vae.Decode(z)));
        var image = Waves(1, 3, 200, PixelTile);
        Assert.True(_vae.Encode(image, tiled: true).Mean.Equals(_vae.Encode(image).Mean));
    }

    [Theory]
    [InlineData(1, 72, 72)]
    [InlineData(1, 20, 112)]
    [InlineData(2, 113, 9)]
    public void Decoding_is_blended_as_the_reference_does_it(long batch, long height, long width)
    {
        using var noGrad = no_grad();
        var z = Waves(batch, 4, height, width);
        var expected = cat([.. z.split(1).Select(one => Reference(one, LatentTile, PixelTile, tile => _vae.Decode(tile)))]);
        GoldenTensors.Near(expected, _vae.Decode(z, tiled: true), 1e-5, 1e-5, "decoded");
    }

    [Fact]
    public void Encoding_is_blended_as_the_reference_does_it()
    {
        using var noGrad = no_grad();
        var image = Waves(1, 3, 520, 904);
        var expected = Reference(image, PixelTile, LatentTile, tile => _vae.Encode(tile).Mean);
        GoldenTensors.Near(expected, _vae.Encode(image, tiled: true).Mean, 1e-5, 1e-5, "mean");
    }

    [Fact]
    public void The_picture_is_about_the_one_without_tiles()
    {
        using var noGrad = no_grad();
        var z = Waves(1, 4, 100, 70);
        var (whole, tiled) = (_vae.Decode(z), _vae.Decode(z, tiled: true));
        Assert.Equal([1L, 3, 800, 560], tiled.shape);

        // Random weights normalise every tile by its own mean: a published autoencoder is nearer.
        var off = ((tiled - whole).norm() / (whole - whole.mean()).norm()).item<float>();
        Assert.InRange(off, 1e-6, 0.25);
    }

    [Fact]
    public void Nothing_but_the_result_stays_behind()
    {
        using var noGrad = no_grad();
        var z = Waves(2, 4, 9, 100);
        _vae.Decode(z, tiled: true).Dispose();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using var decoded = _vae.Decode(z, tiled: true);
        Assert.Equal(before + 1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    public void Dispose()
    {
        _vae.Dispose();
        _scope.Dispose();
    }

    private static Tensor Waves(params long[] shape) =>
        (arange(shape.Aggregate((a, b) => a * b), ScalarType.Float32) * 0.37f).sin().reshape(shape);

    /// <summary>Value by value: row and column of tiles are kept whole, each blended with the one above and the one to its left.</summary>
    private static Tensor Reference(Tensor input, int inputTile, int outputTile, Func<Tensor, Tensor> pass)
    {
        var (stride, limit, blend) = (inputTile * 3 / 4, outputTile * 3 / 4, outputTile / 4);
        var rows = new List<List<Tensor>>();
        for (var y = 0; y < input.shape[2]; y += stride)
        {
            var row = new List<Tensor>();
            for (var x = 0; x < input.shape[3]; x += stride)
                row.Add(pass(input[.., .., y..(int)Math.Min(y + inputTile, input.shape[2]), x..(int)Math.Min(x + inputTile, input.shape[3])]));
            rows.Add(row);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = 0; j < rows[i].Count; j++)
            {
                if (i > 0)
                    Mix(rows[i - 1][j], rows[i][j], 2);
                if (j > 0)
                    Mix(rows[i][j - 1], rows[i][j], 3);
            }
        }

        return cat([.. rows.Select(row => cat([.. row.Select(Kept)], 3))], 2);

        Tensor Kept(Tensor tile) => tile[.., .., ..(int)Math.Min(limit, tile.shape[2]), ..(int)Math.Min(limit, tile.shape[3])];

        void Mix(Tensor from, Tensor into, int dimension)
        {
            var extent = Math.Min(blend, Math.Min(from.shape[dimension], into.shape[dimension]));
            for (var k = 0L; k < extent; k++)
            {
                var (old, fresh) = (from.select(dimension, from.shape[dimension] - extent + k), into.select(dimension, k));
                fresh.copy_(old * (1 - k / (double)extent) + fresh * (k / (double)extent));
            }
        }
    }
}
