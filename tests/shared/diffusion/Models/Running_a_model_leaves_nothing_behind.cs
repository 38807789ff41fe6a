using InstructEngine.Diffusion.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

public sealed class Running_a_model_leaves_nothing_behind
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_a_UNet_but_its_output(bool withGradients)
    {
        using var scope = NewDisposeScope();
        using var mode = set_grad_enabled(withGradients);
        using var unet = new UNet2DConditionModel(TinyModels.UNetWithAddedConditions);
        var (sample, t, context, added) = (randn(2, 4, 8, 8), tensor(7L), randn(2, 5, 12), new AddedConditions(randn(2, 10), zeros(2, 6)));
        var before = Live();
        using var output = unet.forward(sample, t, context, added);
        Assert.Equal(before + 1, Live());
    }

    [Fact]
    public void Of_an_autoencoder_but_its_output()
    {
        using var scope = NewDisposeScope();
        using var vae = new AutoencoderKL(TinyModels.Autoencoder);
        var (image, z) = (randn(1, 3, 16, 16), randn(1, 4, 8, 8));
        var before = Live();
        using var latents = vae.Encode(image);
        using var decoded = vae.Decode(z);
        Assert.Equal(before + 4, Live());
    }

    private static long Live() => DisposeScopeManager.Statistics.ThreadTotalLiveCount;
}
