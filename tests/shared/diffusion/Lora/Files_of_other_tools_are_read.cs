using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class Files_of_other_tools_are_read : IDisposable
{
    private static readonly ClipTextConfig TextConfig = new()
    {
        VocabSize = 5,
        HiddenSize = 16,
        IntermediateSize = 32,
        NumHiddenLayers = 1,
        NumAttentionHeads = 2,
        MaxPositionEmbeddings = 8,
        EosTokenId = 4,
    };

    private readonly TinyLora _tiny = new();

    [Theory]
    [InlineData("unet." + TinyLora.Linear + ".lora_A.weight", "unet." + TinyLora.Linear + ".lora_B.weight")]
    [InlineData("base_model.model." + TinyLora.Linear + ".lora_A.weight", "base_model.model." + TinyLora.Linear + ".lora_B.weight")]
    [InlineData("unet.base_model.model." + TinyLora.Linear + ".lora_A.weight", "unet.base_model.model." + TinyLora.Linear + ".lora_B.weight")]
    [InlineData(TinyLora.Linear + ".lora_A.weight", TinyLora.Linear + ".lora_B.weight")]
    [InlineData("unet." + TinyLora.Linear + ".lora.down.weight", "unet." + TinyLora.Linear + ".lora.up.weight")]
    [InlineData("unet.mid_block.attentions.0.transformer_blocks.0.attn1.processor.to_q_lora.down.weight", "unet.mid_block.attentions.0.transformer_blocks.0.attn1.processor.to_q_lora.up.weight")]
    [InlineData("lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_q.lora_down.weight", "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_q.lora_up.weight")]
    [InlineData("lora_unet_middle_block_1_transformer_blocks_0_attn1_to_q.lora_down.weight", "lora_unet_middle_block_1_transformer_blocks_0_attn1_to_q.lora_up.weight")]
    public void Under_every_name_they_give_a_layer(string down, string up)
    {
        _tiny.Write(new() { [down] = ones(2, 16), [up] = ones(16, 2) });
        using var adapter = _tiny.Load();
        var layer = Assert.Single(adapter.Layers);
        Assert.Equal((TinyLora.Linear, LoraComponent.Unet, 2, 2.0), (layer.Path, layer.Component, layer.Rank, layer.Alpha));
    }

    [Fact]
    public void With_an_output_projection_in_an_attention_processor()
    {
        const string Attention = "mid_block.attentions.0.transformer_blocks.0.attn1";
        _tiny.Write(new() { [$"unet.{Attention}.processor.to_out_lora.down.weight"] = ones(2, 16), [$"unet.{Attention}.processor.to_out_lora.up.weight"] = ones(16, 2) });
        using var adapter = _tiny.Load();
        Assert.Equal($"{Attention}.to_out.0", Assert.Single(adapter.Layers).Path);
    }

    [Fact]
    public void With_alphas_as_scalars_or_lists_of_one()
    {
        const string Other = "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_k", One = "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_q";
        _tiny.Write(new()
        {
            [One + ".lora_down.weight"] = ones(2, 16),
            [One + ".lora_up.weight"] = ones(16, 2),
            [One + ".alpha"] = tensor(1.5f),
            [Other + ".lora_down.weight"] = ones(4, 16),
            [Other + ".lora_up.weight"] = ones(16, 4),
            [Other + ".alpha"] = tensor(new[] { 3L }),
        });
        using var adapter = _tiny.Load();
        Assert.Equal([(3.0, 0.75), (1.5, 0.75)], adapter.Layers.Select(layer => (layer.Alpha, layer.Factor)));
    }

    [Fact]
    public void With_a_linear_layer_written_as_a_convolution_of_one_pixel()
    {
        _tiny.Write(new() { [$"unet.{TinyLora.Linear}.lora.down.weight"] = ones(2, 16, 1, 1), [$"unet.{TinyLora.Linear}.lora.up.weight"] = ones(16, 2, 1, 1) });
        using var adapter = _tiny.Load();
        Assert.Equal([2, 16], adapter.Layers[0].Down.shape);
        Assert.Equal([16, 2], adapter.Layers[0].Up.shape);
    }

    [Fact]
    public void With_convolutions()
    {
        _tiny.Write(new() { [$"unet.{TinyLora.Convolution}.lora_A.weight"] = ones(2, 8, 3, 3) * 0.1, [$"unet.{TinyLora.Convolution}.lora_B.weight"] = ones(16, 2, 1, 1) });
        using var adapter = _tiny.Load();
        adapter.Attach(_tiny.Models);
        using var attached = _tiny.Run();
        adapter.Detach();
        using var without = _tiny.Run();
        Assert.False(attached.allclose(without, 1e-3, 1e-3));
        adapter.MergeInto(_tiny.Models);
        using var merged = _tiny.Run();
        GoldenTensors.Near(merged, attached, 1e-5, 1e-5, "convolution");
    }

    [Theory]
    [InlineData("text_encoder.", ".lora_A.weight", ".lora_B.weight", LoraComponent.TextEncoder)]
    [InlineData("text_encoder_2.", ".lora_linear_layer.down.weight", ".lora_linear_layer.up.weight", LoraComponent.TextEncoder2)]
    [InlineData("lora_te_", ".lora_down.weight", ".lora_up.weight", LoraComponent.TextEncoder)]
    [InlineData("lora_te1_", ".lora_down.weight", ".lora_up.weight", LoraComponent.TextEncoder)]
    [InlineData("lora_te2_", ".lora_down.weight", ".lora_up.weight", LoraComponent.TextEncoder2)]
    public void With_text_encoders(string prefix, string down, string up, LoraComponent component)
    {
        const string Path = "text_model.encoder.layers.0.self_attn.q_proj";
        using var first = new CLIPTextModel(TextConfig);
        using var second = new CLIPTextModel(TextConfig);
        var name = prefix + (prefix.StartsWith("lora_") ? Path.Replace('.', '_') : Path);
        _tiny.Write(new() { [name + down] = ones(2, 16), [name + up] = ones(16, 2) });
        using var adapter = LoraAdapter.Load(_tiny.Path, new(_tiny.Unet, first, second));
        var layer = Assert.Single(adapter.Layers);
        Assert.Equal((component, Path), (layer.Component, layer.Path));
    }

    [Theory]
    [InlineData("""{ "r": 2, "lora_alpha": 6 }""", 6)]
    [InlineData("""{ "r": 2, "lora_alpha": 6, "use_rslora": true }""", 8.48528137423857)]
    [InlineData("""{ "r": 2 }""", 2)]
    public void With_the_settings_that_peft_keeps_beside_its_own_files(string settings, double alpha)
    {
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(_tiny.Path)!, "adapter_config.json"), settings);
        _tiny.Write(new() { [$"base_model.model.{TinyLora.Linear}.lora_A.weight"] = ones(2, 16), [$"base_model.model.{TinyLora.Linear}.lora_B.weight"] = ones(16, 2) });
        using var adapter = _tiny.Load();
        Assert.Equal(alpha, adapter.Layers[0].Alpha, 10);
    }

    [Fact]
    public void With_the_settings_that_newer_diffusers_keeps_in_the_metadata()
    {
        SafetensorsWriter.Write(
            _tiny.Path,
            new Dictionary<string, Tensor> { [$"unet.{TinyLora.Linear}.lora_A.weight"] = ones(2, 16), [$"unet.{TinyLora.Linear}.lora_B.weight"] = ones(16, 2) },
            new Dictionary<string, string> { ["lora_adapter_metadata"] = """{ "unet.lora_alpha": 5, "unet.r": 2 }""" });
        using var adapter = _tiny.Load();
        Assert.Equal(5, adapter.Layers[0].Alpha);
    }

    [Fact]
    public void In_the_models_dtype_unless_they_are_to_be_trained()
    {
        _tiny.Unet.to(ScalarType.BFloat16);
        _tiny.Write(new() { [$"{TinyLora.Linear}.lora_A.weight"] = ones(2, 16).to(ScalarType.Float16), [$"{TinyLora.Linear}.lora_B.weight"] = ones(16, 2).to(ScalarType.Float16) });
        using var forDrawing = _tiny.Load();
        Assert.Equal((ScalarType.BFloat16, false), (forDrawing.Layers[0].Down.dtype, forDrawing.Layers[0].Down.requires_grad));
        using var forTraining = _tiny.Load(new() { Trainable = true });
        Assert.Equal((ScalarType.Float32, true), (forTraining.Layers[0].Down.dtype, forTraining.Layers[0].Down.requires_grad));
    }

    public void Dispose() => _tiny.Dispose();
}
