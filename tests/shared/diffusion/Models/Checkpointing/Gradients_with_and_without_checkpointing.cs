using InstructEngine.Diffusion;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models.Checkpointing;

public sealed class Gradients_with_and_without_checkpointing
{
    public Gradients_with_and_without_checkpointing() => TorchRuntime.EnsureLoaded();

    [Theory]
    [InlineData(false, ScalarType.Float32)]
    [InlineData(true, ScalarType.Float32)]
    [InlineData(false, ScalarType.BFloat16)]
    [InlineData(true, ScalarType.BFloat16)]
    public void Are_the_same(bool lora, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        using var pass = new TinyTrainingPass(lora, dtype);
        var found = pass.Run(checkpointing: true);
        Same(pass.Run(checkpointing: false), found, dtype == ScalarType.Float32 ? 1e-6 : 0.02);
        Same(found, pass.Run(checkpointing: true), tolerance: 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Are_the_same_from_many_threads(bool lora)
    {
        using var scope = NewDisposeScope();
        using var pass = new TinyTrainingPass(lora);
        var expected = Enumerable.Range(0, 8).Select(i => pass.Run(checkpointing: false, shift: i)).ToList();
        pass.SetCheckpointing(true);
        var found = new List<Tensor>[expected.Count];
        Parallel.For(0, found.Length, i =>
        {
            using var inner = NewDisposeScope();
            found[i] = [.. pass.RunAsIs(shift: i).Select(tensor => tensor.DetachFromDisposeScope())];
        });
        Assert.All(expected.Zip(found), both => Same(both.First, both.Second));
        Assert.All(found.SelectMany(tensors => tensors), tensor => tensor.Dispose());
    }

    [Fact]
    public void Are_the_same_where_an_adapter_is_attached_and_off()
    {
        using var scope = NewDisposeScope();
        using var pass = new TinyTrainingPass(lora: true);
        var on = pass.RunByLatents(checkpointing: true);
        pass.Adapter.Enabled = false;
        var off = pass.RunByLatents(checkpointing: true);
        Same(pass.RunByLatents(checkpointing: false), off);
        Assert.NotEqual(0, (on[1] - off[1]).abs().max().ToDouble());
    }

    /// <summary>
    /// Predictions are equal bit for bit. Gradients are up to the order of a sum: where a feature map is the input of a residual block and of the way up,
    /// those of the block's two branches are added to each other first.
    /// </summary>
    private static void Same(List<Tensor> expected, List<Tensor> found, double tolerance = 1e-6)
    {
        Assert.Equal(expected.Count, found.Count);
        Assert.Equal(0, Off(expected[0], found[0]));
        Assert.InRange(Off(Flat(expected), Flat(found)), 0, tolerance);
    }

    private static Tensor Flat(List<Tensor> tensors) => cat([.. tensors.Skip(1).Select(tensor => tensor.flatten().to(ScalarType.Float64))]);

    private static double Off(Tensor expected, Tensor found)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (expected.to(ScalarType.Float64), found.to(ScalarType.Float64));
        Assert.True(a.norm().ToDouble() > 0);
        return ((a - b).norm() / a.norm()).ToDouble();
    }
}
