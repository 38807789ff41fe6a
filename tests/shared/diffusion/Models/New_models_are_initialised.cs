using InstructEngine.Diffusion.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

/// <summary>As PyTorch's reset_parameters: norms 1 and 0; weights and biases uniform in ±1/√(fan in).</summary>
public sealed class New_models_are_initialised
{
    [Fact]
    public void As_in_PyTorch()
    {
        using var scope = NewDisposeScope();
        // Memory that was used before shows what is left uninitialised.
        for (var i = 0; i < 64; i++)
            using (full([8 + i], double.NaN, dtype: ScalarType.Float32)) { }

        using var unet = new UNet2DConditionModel(TinyModels.UNetWithAddedConditions);
        using var vae = new AutoencoderKL(TinyModels.Autoencoder);
        foreach (var (name, part) in unet.named_modules().Concat(vae.named_modules()))
        {
            switch (part)
            {
                case GroupNorm norm: Norm(name, norm.weight, norm.bias!); break;
                case LayerNorm norm: Norm(name, norm.weight, norm.bias!); break;
                case Linear layer: Uniform(name, layer.weight, layer.bias, layer.weight.shape[1]); break;
                case Conv2d layer: Uniform(name, layer.weight, layer.bias, layer.weight.shape.Skip(1).Aggregate((a, b) => a * b)); break;
            }
        }
    }

    private static void Norm(string name, Tensor weight, Tensor bias)
    {
        Assert.True(weight.eq(1).all().item<bool>(), name);
        Assert.True(bias.eq(0).all().item<bool>(), name);
    }

    private static void Uniform(string name, Tensor weight, Tensor? bias, long fanIn)
    {
        var bound = 1 / Math.Sqrt(fanIn);
        Assert.True(weight.abs().max().item<float>() <= bound * 1.0001, name);
        if (weight.NumberOfElements >= 256)
            Assert.InRange(weight.std().item<float>() / (bound / Math.Sqrt(3)), 0.8, 1.2);
        if (bias is not null)
            Assert.True(bias.abs().max().item<float>() is var largest && largest > 0 && largest <= bound * 1.0001, name);
    }
}
