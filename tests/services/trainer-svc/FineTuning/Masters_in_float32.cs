using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.FineTuning;

public sealed class Masters_in_float32
{
    /// <summary>Far below bfloat16's rounding of numbers near 1: added to a copy in bfloat16, it would be lost every time.</summary>
    private const double Small = 1e-4;

    [Fact]
    public void Keep_what_bfloat16_would_round_away()
    {
        using var tiny = new TinyTuning(precision: "bfloat16");
        var (name, weight) = tiny.Tuning.Parameters.First(entry => entry.Name.EndsWith("norm1.weight", StringComparison.Ordinal));
        var leaf = tiny.Tuning.Leaves[tiny.Tuning.Parameters.ToList().FindIndex(entry => entry.Name == name)];
        using var noGrad = no_grad();
        weight.fill_(1);
        tiny.Tuning.ParametersChanged();
        var before = leaf.clone();
        for (var step = 0; step < 200; step++)
        {
            weight.add_(Small);
            tiny.Tuning.ParametersChanged();
        }

        Assert.Equal(ScalarType.BFloat16, leaf.dtype);
        Assert.Equal(0, (before + Small - before).to(ScalarType.Float32).abs().max().item<float>());
        Assert.Equal(1 + (200 * Small), leaf.to(ScalarType.Float32).mean().item<float>(), 4e-3);
        Assert.True(leaf.to(ScalarType.Float32).min().item<float>() > 1);
    }

    [Fact]
    public void Are_what_is_published()
    {
        using var tiny = new TinyTuning(precision: "bfloat16");
        tiny.Train(by: Small);
        var parameters = tiny.Tuning.Parameters.ToDictionary(entry => entry.Name, entry => (Tensor)entry.Parameter);
        using var published = tiny.Tuning.Publish(parameters);
        Assert.Equal(parameters.Keys.Order(), published.UNet.Keys.Order());
        Assert.All(published.UNet.Values, tensor => Assert.Equal(ScalarType.Float32, tensor.dtype));
        Assert.All(parameters, entry => Assert.True(TinyTuning.Same(entry.Value, published.UNet[entry.Key]), entry.Key));
        Assert.Null(published.Adapter);
    }
}
