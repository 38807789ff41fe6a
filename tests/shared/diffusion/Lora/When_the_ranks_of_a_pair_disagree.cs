using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

public sealed class When_the_ranks_of_a_pair_disagree
{
    [Theory]
    [InlineData(2, 3)]
    [InlineData(0, 0)]
    public void Both_tensors_are_named(long down, long up)
    {
        using var tiny = new TinyLora();
        tiny.IsRefused(
            new() { [$"{TinyLora.Linear}.lora_A.weight"] = zeros(down, 16), [$"{TinyLora.Linear}.lora_B.weight"] = zeros(16, up) },
            $"{TinyLora.Linear}.lora_B.weight", "ranks disagree", $"[16, {up}]", $"[{down}, 16]");
    }
}
