using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class When_a_file_mixes_namings
{
    [Fact]
    public void A_tensor_of_each_is_named()
    {
        using var tiny = new TinyLora();
        tiny.IsRefused(
            new() { [$"unet.{TinyLora.Linear}.lora_A.weight"] = zeros(2, 16), [$"unet.{TinyLora.Linear}.lora.up.weight"] = zeros(16, 2) },
            $"unet.{TinyLora.Linear}.lora_A.weight", "Peft", "Diffusers", $"'unet.{TinyLora.Linear}.lora.up.weight'");
    }

    [Fact]
    public void Two_names_of_one_tensor_are_named()
    {
        using var tiny = new TinyLora();
        tiny.IsRefused(
            new() { [$"unet.{TinyLora.Linear}.lora_A.weight"] = zeros(2, 16), [$"{TinyLora.Linear}.lora_A.weight"] = zeros(2, 16) },
            $"unet.{TinyLora.Linear}.lora_A.weight", "same layer", $"'{TinyLora.Linear}.lora_A.weight'");
    }
}
