using InstructEngine.Diffusion.Lora;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class When_a_LoRA_is_for_another_model
{
    [Fact]
    public void The_first_layers_it_lacks_are_named_and_all_are_counted()
    {
        using var tiny = new TinyLora();
        var tensors = Enumerable.Range(0, 8).ToDictionary(i => $"unet.down_blocks.{i}.elsewhere.lora_A.weight", _ => zeros(1));
        tensors[$"unet.{TinyLora.Linear}.lora_A.weight"] = zeros(2, 16);
        tiny.IsRefused(tensors, "unet.down_blocks.0.elsewhere.lora_A.weight", "8 of 9 tensors", "'unet.down_blocks.4.elsewhere.lora_A.weight' and 3 more");
    }

    [Theory]
    [InlineData(20, 16, "lora_A.weight", "[2, 20]", "[2, 16]")]
    [InlineData(16, 20, "lora_B.weight", "[20, 2]", "[16, 2]")]
    public void Both_shapes_are_named(long inputs, long outputs, string key, string found, string wanted)
    {
        using var tiny = new TinyLora();
        tiny.IsRefused(
            new() { [$"{TinyLora.Linear}.lora_A.weight"] = zeros(2, inputs), [$"{TinyLora.Linear}.lora_B.weight"] = zeros(outputs, 2) },
            $"{TinyLora.Linear}.{key}", found, wanted, "[16, 16]");
    }

    [Fact]
    public void A_kernel_of_another_size_is_named()
    {
        using var tiny = new TinyLora();
        tiny.IsRefused(
            new() { [$"{TinyLora.Convolution}.lora_A.weight"] = zeros(2, 8, 1, 1), [$"{TinyLora.Convolution}.lora_B.weight"] = zeros(16, 2, 1, 1) },
            $"{TinyLora.Convolution}.lora_A.weight", "[2, 8, 1, 1]", "[2, 8, 3, 3]");
    }

    [Fact]
    public void Weights_of_a_whole_model_are_no_LoRA()
    {
        using var tiny = new TinyLora();
        tiny.IsRefused(new() { [$"{TinyLora.Linear}.weight"] = zeros(16, 16) }, $"{TinyLora.Linear}.weight", "1 of 1 tensors fit nothing");
    }

    [Fact]
    public void It_cannot_be_attached_or_merged_either()
    {
        using var tiny = new TinyLora();
        using var wider = new TinyLora(Models.TinyModels.UNet with { CrossAttentionDim = 20 });
        using var adapter = LoraAdapter.Create(tiny.Models, new());
        foreach (var put in new[] { adapter.Attach, adapter.MergeInto })
        {
            var e = Assert.Throws<ArgumentException>(() => put(wider.Models));
            Assert.Contains("attn2.to_k", e.Message);
            Assert.Contains("[16, 20]", e.Message);
            Assert.Contains("[4, 12]", e.Message);
        }

        Assert.False(adapter.IsAttached);
    }
}
