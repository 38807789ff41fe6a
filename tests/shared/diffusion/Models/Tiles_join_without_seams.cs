using InstructEngine.Diffusion.Models.Vae;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

public sealed class Tiles_join_without_seams
{
    [Theory]
    [InlineData(8, 8)]
    [InlineData(9, 8)]
    [InlineData(8, 14)]
    [InlineData(1, 30)]
    [InlineData(17, 23)]
    [InlineData(31, 7)]
    public void A_pass_that_looks_at_single_values_gives_what_it_gives_without_tiles(long height, long width)
    {
        using var scope = NewDisposeScope();
        var input = (arange(2 * 3 * height * width, ScalarType.Float32) * 1.7f).sin().reshape(2, 3, height, width);
        GoldenTensors.Near(Larger(input), new TiledPass(8, 16).Run(input, Larger), 1e-6, 1e-6, "enlarged");
        var large = Larger(input);
        GoldenTensors.Near(Smaller(large), new TiledPass(16, 8).Run(large, Smaller), 1e-6, 1e-6, "reduced");
    }

    [Fact]
    public void The_overlap_passes_over_evenly()
    {
        using var scope = NewDisposeScope();
        var calls = 0;
        var joined = new TiledPass(8, 8).Run(zeros(1, 1, 1, 14), tile => full_like(tile, calls++));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0.5f, 1, 1, 1, 1, 1, 1.5f], joined.data<float>().ToArray());
    }

    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    public void Half_precision_stays_half_precision(ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var joined = new TiledPass(8, 8).Run(ones(1, 1, 20, 20, dtype: dtype), tile => tile * 3);
        Assert.Equal(dtype, joined.dtype);
        Assert.True(joined.Equals(full_like(joined, 3)));
    }

    [Fact]
    public void None_is_begun_after_a_stop()
    {
        using var stop = new CancellationTokenSource();
        using var scope = NewDisposeScope();
        var calls = 0;
        Assert.Throws<OperationCanceledException>(() => new TiledPass(8, 8).Run(zeros(1, 1, 30, 30), Pass, stop.Token));
        Assert.Equal(2, calls);

        Tensor Pass(Tensor tile)
        {
            if (++calls == 2)
                stop.Cancel();
            return tile;
        }
    }

    private static Tensor Larger(Tensor x) => nn.functional.interpolate(x * x + 1, scale_factor: [2, 2]);

    private static Tensor Smaller(Tensor x) => nn.functional.avg_pool2d(x, 2);
}
