using InstructEngine.Diffusion.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Text;

/// <summary>Tolerances are four times a format's rounding step, 2⁻¹¹ and 2⁻⁸: the roundings of a few blocks add up like noise.</summary>
public sealed class Text_models_in_half_precision
{
    [Theory]
    [InlineData(ScalarType.Float16, 0.002, "quick_gelu")]
    [InlineData(ScalarType.Float16, 0.002, "gelu")]
    [InlineData(ScalarType.BFloat16, 0.016, "quick_gelu")]
    [InlineData(ScalarType.BFloat16, 0.016, "gelu")]
    public void Stay_near_full_precision(ScalarType dtype, double tolerance, string activation)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var config = new ClipTextConfig { VocabSize = 50, HiddenSize = 64, IntermediateSize = 128, NumHiddenLayers = 4, ProjectionDim = 32, HiddenAct = activation };
        using var model = new CLIPTextModelWithProjection(config, new Generator(5));
        var ids = arange(2 * 77).remainder(50).reshape(2, 77).to(ScalarType.Int64);
        var full = model.call(ids);
        var half = model.to(dtype).call(ids);
        Assert.Equal(dtype, half.LastHiddenState.dtype);
        GoldenTensors.Near(full.HiddenStates[^2], half.HiddenStates[^2], double.PositiveInfinity, tolerance, "penultimate");
        GoldenTensors.Near(full.LastHiddenState, half.LastHiddenState, double.PositiveInfinity, tolerance, "last");
        GoldenTensors.Near(full.TextEmbeds!, half.TextEmbeds!, double.PositiveInfinity, tolerance, "embeds");
    }
}
