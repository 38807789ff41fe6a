using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class When_a_text_encoder_is_not_there
{
    private const string Layer = "lora_te2_text_model_encoder_layers_0_mlp_fc1";

    [Fact]
    public void Its_tensors_are_named()
    {
        using var tiny = new TinyLora();
        tiny.IsRefused(Tensors(), $"{Layer}.lora_down.weight", "2 of 4 tensors", "text_encoder_2");
    }

    [Fact]
    public void Its_tensors_are_passed_over_where_that_is_asked()
    {
        using var tiny = new TinyLora();
        tiny.Write(Tensors());
        using var adapter = tiny.Load(new() { IgnoreMissingTextEncoders = true });
        Assert.Equal(TinyLora.Linear, Assert.Single(adapter.Layers).Path);
    }

    [Fact]
    public void A_file_with_nothing_else_is_refused_all_the_same()
    {
        using var tiny = new TinyLora();
        tiny.Write(Tensors().Where(entry => entry.Key.StartsWith("lora_te2_")).ToDictionary());
        var e = Assert.ThrowsAny<Exception>(() => tiny.Load(new() { IgnoreMissingTextEncoders = true }));
        Assert.Contains("nothing but text encoders", e.Message);
    }

    private static Dictionary<string, Tensor> Tensors()
    {
        var linear = "lora_unet_" + TinyLora.Linear.Replace('.', '_');
        return new()
        {
            [$"{Layer}.lora_down.weight"] = zeros(2, 16),
            [$"{Layer}.lora_up.weight"] = zeros(32, 2),
            [$"{linear}.lora_down.weight"] = zeros(2, 16),
            [$"{linear}.lora_up.weight"] = zeros(16, 2),
        };
    }
}
