using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class Training_an_adapter : IDisposable
{
    private readonly TinyLora _tiny = new();

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Lowers_the_loss_and_leaves_the_base_as_it_was(ScalarType dtype)
    {
        _tiny.Unet.to(dtype);
        using var adapter = LoraAdapter.Create(_tiny.Models, new());
        adapter.Attach(_tiny.Models);
        var parameters = adapter.NamedParameters().Select(entry => entry.Parameter).ToList();
        Assert.All(parameters, parameter => Assert.Equal(ScalarType.Float32, parameter.dtype));
        using var optimizer = optim.AdamW(parameters, lr: 0.02);
        var before = ModelWeights.Hash(_tiny.Unet);
        var losses = Enumerable.Range(0, 6).Select(_ => Step(optimizer, dtype)).ToList();
        Assert.True(losses[^1] < 0.98 * losses[0], $"the losses are {string.Join(", ", losses)}");
        Assert.Equal(before, ModelWeights.Hash(_tiny.Unet));
        Assert.All(_tiny.Unet.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.All(adapter.Layers, layer => Assert.True(layer.Up.abs().max().item<float>() > 0, layer.Path));
    }

    [Fact]
    public void Draws_A_by_its_seed_and_as_peft_does()
    {
        using var first = LoraAdapter.Create(_tiny.Models, new() { Rank = 8, Seed = 5 });
        using var same = LoraAdapter.Create(_tiny.Models, new() { Rank = 8, Seed = 5 });
        using var other = LoraAdapter.Create(_tiny.Models, new() { Rank = 8, Seed = 6 });
        Assert.Equal(Hash(first), Hash(same));
        Assert.NotEqual(Hash(first), Hash(other));
        var down = first.Layers.Single(layer => layer.Path == TinyLora.Linear).Down;
        Assert.InRange(down.abs().max().item<float>(), 0.2f, 1 / Math.Sqrt(16));
        Assert.InRange(down.std().item<float>(), 0.12, 0.17);
        Assert.All(first.Layers, layer => Assert.Equal(0, layer.Up.abs().max().item<float>()));
    }

    [Fact]
    public void Takes_the_layers_whose_names_end_as_asked()
    {
        using var all = LoraAdapter.Create(_tiny.Models, new());
        var attentions = _tiny.Unet.named_modules().Count(entry => entry.name.EndsWith(".attn1") || entry.name.EndsWith(".attn2"));
        Assert.Equal(4 * attentions, all.Layers.Count);
        using var some = LoraAdapter.Create(_tiny.Models, new() { TargetModules = ["attn2.to_k"] });
        Assert.Equal(attentions / 2, some.Layers.Count);
        Assert.All(some.Layers, layer => Assert.EndsWith(".attn2.to_k", layer.Path));
    }

    [Theory]
    [InlineData(0, null, "to_q", "Rank is 0")]
    [InlineData(4, double.NaN, "to_q", "Alpha is NaN")]
    [InlineData(4, 0.0, "to_q", "Alpha is 0")]
    [InlineData(4, null, "o_q", "\"o_q\"")]
    [InlineData(4, null, "", "TargetModules")]
    public void Refuses_settings_that_cannot_be(int rank, double? alpha, string target, string said)
    {
        var e = Assert.Throws<ArgumentException>(() => LoraAdapter.Create(_tiny.Models, new() { Rank = rank, Alpha = alpha, TargetModules = [target] }));
        Assert.Contains(said, e.Message);
    }

    public void Dispose() => _tiny.Dispose();

    private float Step(optim.Optimizer optimizer, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var predicted = _tiny.Unet.forward(Wave(2, 4, 8, 8).to(dtype), tensor(7L), Wave(2, 5, 12).to(dtype));
        var loss = nn.functional.mse_loss(predicted.to(ScalarType.Float32), Wave(2, 4, 8, 8) * 2);
        loss.backward();
        optimizer.step();
        return loss.item<float>();
    }

    private static Tensor Wave(params long[] shape) => arange(shape.Aggregate((a, b) => a * b), ScalarType.Float32).sin().reshape(shape);

    private static string Hash(LoraAdapter adapter) => ModelWeights.Hash(adapter.NamedParameters().ToDictionary(entry => entry.Name, entry => (Tensor)entry.Parameter));
}
