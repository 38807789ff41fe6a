using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

public sealed class When_inputs_do_not_fit_the_model : IDisposable
{
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();
    private readonly UNet2DConditionModel _unet = new(TinyModels.UNet);
    private readonly UNet2DConditionModel _added = new(TinyModels.UNetWithAddedConditions);
    private readonly AutoencoderKL _vae = new(TinyModels.Autoencoder);

    [Fact]
    public void A_sample_of_other_channels_is_named() => Refused("sample", "[2, 3, 8, 8]", () => _unet.forward(zeros(2, 3, 8, 8), tensor(0), zeros(2, 5, 12)));

    [Fact]
    public void Timesteps_of_another_number_are_named() => Refused("timesteps", "[3]", () => _unet.forward(zeros(2, 4, 8, 8), zeros(3), zeros(2, 5, 12)));

    [Fact]
    public void A_text_of_another_width_is_named() => Refused("encoderHiddenStates", "[2, 5, 11]", () => _unet.forward(zeros(2, 4, 8, 8), tensor(0), zeros(2, 5, 11)));

    [Fact]
    public void Conditions_too_many_are_named() =>
        Refused("added", "no addition_embed_type", () => _unet.forward(zeros(2, 4, 8, 8), tensor(0), zeros(2, 5, 12), new(zeros(2, 10), zeros(2, 6))));

    [Fact]
    public void Conditions_missing_are_named() => Refused("added", "missing", () => _added.forward(zeros(2, 4, 8, 8), tensor(0), zeros(2, 5, 12)));

    [Fact]
    public void Conditions_of_another_width_are_named() =>
        Refused("added", "[2, 11]", () => _added.forward(zeros(2, 4, 8, 8), tensor(0), zeros(2, 5, 12), new(zeros(2, 11), zeros(2, 6))));

    [Fact]
    public void An_image_of_odd_size_is_named() => Refused("image", "multiples of 2", () => _vae.Encode(zeros(1, 3, 15, 16)));

    [Fact]
    public void Latents_of_other_channels_are_named() => Refused("z", "[1, 3, 8, 8]", () => _vae.Decode(zeros(1, 3, 8, 8)));

    public void Dispose()
    {
        _unet.Dispose();
        _added.Dispose();
        _vae.Dispose();
        _scope.Dispose();
    }

    private static void Refused(string parameter, string words, Func<object> run)
    {
        var e = Assert.Throws<ArgumentException>(parameter, run);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }
}
