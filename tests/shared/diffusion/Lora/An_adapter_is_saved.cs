using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Shared.Tests.Diffusion.Pipelines;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class An_adapter_is_saved : IDisposable
{
    private readonly TinyLora _tiny = new();
    private readonly LoraAdapter _adapter;

    public An_adapter_is_saved() => _adapter = _tiny.Adapter(alpha: 7);

    [Theory]
    [InlineData(LoraNaming.Peft)]
    [InlineData(LoraNaming.Diffusers)]
    [InlineData(LoraNaming.Kohya)]
    public void And_gives_the_same_when_read_back(LoraNaming naming)
    {
        _adapter.Save(_tiny.Path, naming);
        using var loaded = _tiny.Load();
        Assert.Equal(_adapter.Layers.Count, loaded.Layers.Count);
        GoldenTensors.Near(With(_adapter), With(loaded), 1e-5, 1e-5, $"{naming}");
    }

    [Fact]
    public void With_alphas_and_exact_values_in_kohyas_names()
    {
        _adapter.Save(_tiny.Path, LoraNaming.Kohya);
        using var loaded = _tiny.Load(new() { Trainable = true });
        var before = _adapter.Layers.ToDictionary(layer => layer.Path);
        Assert.All(loaded.Layers, layer =>
        {
            Assert.Equal(7, layer.Alpha);
            Assert.True(before[layer.Path].Down.equal(layer.Down).all().item<bool>());
            Assert.True(before[layer.Path].Up.equal(layer.Up).all().item<bool>());
        });
    }

    [Theory]
    [InlineData(LoraNaming.Peft)]
    [InlineData(LoraNaming.Diffusers)]
    public void With_alpha_in_B_where_the_naming_has_no_place_for_it(LoraNaming naming)
    {
        _adapter.Save(_tiny.Path, naming);
        using var loaded = _tiny.Load();
        var layer = _adapter.Layers.Single(layer => layer.Path == TinyLora.Linear);
        var copy = loaded.Layers.Single(copy => copy.Path == layer.Path);
        Assert.Equal(3, copy.Alpha);
        GoldenTensors.Near(layer.Up * (7.0 / 3), copy.Up, 1e-6, 1e-6, "B");
    }

    [Theory]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void In_half_the_size(ScalarType dtype)
    {
        _adapter.Save(_tiny.Path, LoraNaming.Kohya, dtype);
        using var file = SafetensorsFile.Open(_tiny.Path);
        Assert.All(file.Entries.Values, entry => Assert.Equal(entry.Name.EndsWith(".alpha") ? ScalarType.Float32 : dtype, entry.Dtype));
        using var loaded = _tiny.Load();
        Assert.All(loaded.Layers, layer => Assert.Equal(ScalarType.Float32, layer.Down.dtype));
        GoldenTensors.Near(With(_adapter), With(loaded), 0.05, 0.02, $"{dtype}");
    }

    [Fact]
    public void With_what_kohyas_tools_read_of_it()
    {
        _adapter.Save(_tiny.Path, LoraNaming.Kohya);
        using var file = SafetensorsFile.Open(_tiny.Path);
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal("3", file.Metadata["ss_network_dim"]);
        Assert.Equal("7", file.Metadata["ss_network_alpha"]);
    }

    [Theory]
    [InlineData(LoraNaming.Peft, "text_encoder_2.text_model.encoder.layers.0.self_attn.q_proj.lora_A.weight")]
    [InlineData(LoraNaming.Diffusers, "text_encoder_2.text_model.encoder.layers.0.self_attn.q_proj.lora_linear_layer.down.weight")]
    [InlineData(LoraNaming.Kohya, "lora_te2_text_model_encoder_layers_0_self_attn_q_proj.lora_down.weight")]
    public void With_its_part_for_the_text_encoder(LoraNaming naming, string key)
    {
        using var pipeline = TinyPipeline.Create();
        var models = LoraModels.Of(pipeline);
        using var adapter = LoraAdapter.Create(models, new() { TargetModules = ["to_q", "q_proj"] });
        adapter.Save(_tiny.Path, naming);
        using var file = SafetensorsFile.Open(_tiny.Path);
        Assert.Contains(key, file.Entries.Keys);
        using var loaded = LoraAdapter.Load(_tiny.Path, models);
        Assert.Equal(adapter.Layers.Select(layer => (layer.Component, layer.Path)).Order(), loaded.Layers.Select(layer => (layer.Component, layer.Path)).Order());
    }

    public void Dispose()
    {
        _adapter.Dispose();
        _tiny.Dispose();
    }

    private Tensor With(LoraAdapter adapter)
    {
        adapter.Attach(_tiny.Models);
        var output = _tiny.Run();
        adapter.Detach();
        return output;
    }
}
