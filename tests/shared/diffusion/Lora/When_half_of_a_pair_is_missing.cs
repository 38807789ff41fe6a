using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class When_half_of_a_pair_is_missing
{
    [Theory]
    [InlineData("lora_A.weight", "B (up)")]
    [InlineData("lora_B.weight", "A (down)")]
    [InlineData("alpha", "A (down)")]
    public void The_layer_and_the_half_are_named(string there, string missing)
    {
        using var tiny = new TinyLora();
        tiny.IsRefused(new() { [$"{TinyLora.Linear}.{there}"] = zeros(2, 16) }, $"{TinyLora.Linear}.{there}", TinyLora.Linear, missing);
    }
}
