using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class When_an_adapter_is_of_another_kind
{
    [Theory]
    [InlineData("dora_scale", "DoRA")]
    [InlineData("lora_magnitude_vector", "DoRA")]
    [InlineData("hada_w1_a", "LoHa")]
    [InlineData("lokr_w1", "LoKr")]
    [InlineData("lora_mid.weight", "Tucker")]
    public void Its_kind_is_named(string tensor, string kind)
    {
        using var tiny = new TinyLora();
        var layer = "lora_unet_" + TinyLora.Linear.Replace('.', '_');
        tiny.IsRefused(new() { [$"{layer}.lora_down.weight"] = zeros(2, 16), [$"{layer}.{tensor}"] = zeros(16, 2) }, $"{layer}.{tensor}", kind);
    }
}
