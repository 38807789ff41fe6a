using InstructEngine.Diffusion.Pipelines;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Pipelines;

public sealed class Seeded_noise_is_that_of_PyTorch
{
    // torch.randn(1, 4, 64, 64, generator=torch.Generator().manual_seed(0)).flatten()[:4]
    private static readonly float[] SeedZero = [-1.1258f, -1.1524f, -0.2506f, -0.4339f];

    [Fact]
    public void For_each_picture_by_itself()
    {
        using var scope = NewDisposeScope();
        using var noise = new SeededNoise([0, 7, 0], [4, 64, 64], CPU);
        var drawn = noise.Next();
        Assert.Equal([3L, 4, 64, 64], drawn.shape);
        Assert.Equal(SeedZero, drawn.flatten()[..4].data<float>().ToArray().Select(value => MathF.Round(value, 4)));
        Assert.True(drawn[0].Equals(drawn[2]));
        Assert.False(drawn[0].Equals(drawn[1]));
        Assert.False(noise.Next()[0].Equals(drawn[0]));
    }
}
