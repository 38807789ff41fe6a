using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Vision;
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_CLIP_but_its_output(bool withGradients)
    {
        using var scope = NewDisposeScope();
        using var mode = set_grad_enabled(withGradients);
        using var clip = new CLIPModel(TinyModels.Clip);
        var (ids, pixels) = (zeros([2, 5], ScalarType.Int64), randn(3, 3, 8, 8));
        var before = Live();
        var output = clip.call(ids, pixels);
        // Four of the whole model, and of each tower the embeddings, two blocks and the pooled state; the text's last norm besides.
        Assert.Equal(before + 4 + 4 + 5, Live());
    }

    private static long Live() => DisposeScopeManager.Statistics.ThreadTotalLiveCount;
}
