using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Pipelines;

public sealed class When_a_weight_is_not_a_number
{
    private static readonly GenerationSettings Settings = new() { Steps = 2, GuidanceScale = 2 };

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Of_the_UNet_no_picture_is_made_of_its_latents(double broken)
    {
        using var pipeline = TinyPipeline.Create();
        Break(pipeline.Unet, broken);
        Assert.Equal("UNet", Assert.Throws<NotFiniteException>(() => Draw(pipeline)).Model);
    }

    [Fact]
    public void Of_the_autoencoder_no_black_picture_comes_out()
    {
        using var pipeline = TinyPipeline.Create();
        Break(pipeline.Vae, double.NaN);
        var e = Assert.Throws<NotFiniteException>(() => Draw(pipeline));
        Assert.Equal("autoencoder", e.Model);
        Assert.Contains("values that are not numbers", e.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<RgbImage> Draw(TextToImagePipeline pipeline) => pipeline.Generate([new ImageRequest("a red square", null, 1)], Settings);

    /// <summary>One number of the last layer.</summary>
    private static void Break(nn.Module module, double value)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        module.named_parameters().Last(entry => entry.name.EndsWith("conv_out.bias", StringComparison.Ordinal)).parameter[0].fill_(value);
    }
}
